/**
 * Node programs that prove the interface of the loop, each in a package of its own: distances,
 * belief propagation, a synchronous neural network on asynchronous nodes, and ids from random
 * delays. Each runs in memory and in Flink without change, and is checked against a solution that
 * shares no code with it.
 */
@NullMarked
package io.eddy.jobs.examples;

import org.jspecify.annotations.NullMarked;
