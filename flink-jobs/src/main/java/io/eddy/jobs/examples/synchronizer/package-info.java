/**
 * A graph neural network that is defined in synchronous layers, run by nodes that have no common
 * clock: the α-synchronizer. It shows that a loop of asynchronous messages can stand in for layer
 * by layer execution (Faber and Wattenhofer, "Asynchronous Neural Networks for Learning in Graphs",
 * arXiv 2205.12245, section 4.1).
 */
@NullMarked
package io.eddy.jobs.examples.synchronizer;

import org.jspecify.annotations.NullMarked;
