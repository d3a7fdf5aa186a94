/**
 * The replaceable roles of a temporal graph network (Rossi et al. 2020, arXiv 2006.10637) as DJL
 * blocks: time encoding, message function, message aggregator, memory updater, embedding layers and
 * decoders. Letters in shapes: D memory, T time encoding, F edge features, R raw message, M
 * message, E embedding, K neighbours, H heads, B rows. Blocks know neither state nor events.
 */
@NullMarked
package io.eddy.model.tgn.block;

import org.jspecify.annotations.NullMarked;
