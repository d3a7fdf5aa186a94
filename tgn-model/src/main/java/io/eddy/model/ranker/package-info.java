/**
 * The learned link ranker at work: the parameters of its small network, the forward pass over the
 * candidates of a query, and the sequential engine that computes the rows of features. Nothing here
 * needs a tensor library; training, which does, is in {@code io.eddy.model.train}.
 */
@NullMarked
package io.eddy.model.ranker;

import org.jspecify.annotations.NullMarked;
