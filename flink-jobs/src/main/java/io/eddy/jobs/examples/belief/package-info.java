/**
 * Sum-product belief propagation on a tree of discrete variables: every node learns its own
 * potential and its edges as one event, messages run from the leaves inwards and back out, and each
 * node emits its exact marginal once it has heard from all neighbours.
 */
@NullMarked
package io.eddy.jobs.examples.belief;

import org.jspecify.annotations.NullMarked;
