/**
 * Scalable message passing networks (Borde, Lukoianov, Kratsios, Bronstein and Dong, arXiv
 * 2411.00835): what a network is made of, and its parameters as plain arrays. The arithmetic is in
 * the packages below: over compressed sparse rows in plain Java for inference, over tensors with
 * gradients for training.
 */
@NullMarked
package io.eddy.model.smpnn;

import org.jspecify.annotations.NullMarked;
