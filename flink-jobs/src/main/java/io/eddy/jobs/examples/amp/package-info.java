/**
 * Asynchronous message passing as in the paper, run by the loop: every node of a given graph starts
 * with its features, one node is sent a message, and the wave it causes goes on until it is spent
 * (Faber and Wattenhofer, "Asynchronous Neural Networks for Learning in Graphs", arXiv 2205.12245).
 * The arithmetic is that of {@link io.eddy.model.amp}; the order is the loop's, which at
 * parallelism 1 is the one queue of the paper's reference code.
 */
@NullMarked
package io.eddy.jobs.examples.amp;

import org.jspecify.annotations.NullMarked;
