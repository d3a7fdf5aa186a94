/**
 * Asynchronous message passing (Faber and Wattenhofer, "Asynchronous Neural Networks for Learning
 * in Graphs", arXiv 2205.12245): how a node reacts to one message. A cell changes the node's hidden
 * values, an affine map makes the message it sends on, and a halting unit decides whether, and with
 * what energy, the wave goes on. {@link io.eddy.model.amp.AmpCell} serves one message at a time in
 * plain Java; {@link io.eddy.model.amp.AmpBlock} is the same arithmetic over a batch as a DJL
 * block, with gradients. Both take their weights from {@link io.eddy.model.amp.AmpParameters}; only
 * the block needs a tensor library at run time.
 */
@NullMarked
package io.eddy.model.amp;

import org.jspecify.annotations.NullMarked;
