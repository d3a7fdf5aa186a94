package io.eddy.jobs.ripple;

import io.eddy.memory.node.Followers;
import io.eddy.memory.node.NeuralMemory;

/**
 * The neural part of a node's state; its parts change in place.
 *
 * @param memory vector and mailbox
 * @param followers who keeps mails of the node; stays empty where nobody is told by it
 */
public record NeuralNode(NeuralMemory memory, Followers followers) {
  NeuralNode copy() {
    return new NeuralNode(memory.copy(), followers.copy());
  }
}
