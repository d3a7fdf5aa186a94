/**
 * Temporal graph networks where they are served: forward passes over some rows at once in plain
 * Java, for memories that lie at their nodes. Every number is the same chain of fused multiply-adds
 * whichever rows are worked on together, so results do not depend on how visits are batched, and a
 * job that is killed and goes on with other batches ends with the same bits. Training, and the
 * definition of each block, are in {@code io.eddy.model.tgn.block}; tests hold the two together.
 */
@NullMarked
package io.eddy.model.tgn.serve;

import org.jspecify.annotations.NullMarked;
