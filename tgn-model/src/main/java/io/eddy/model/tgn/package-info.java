/**
 * Temporal graph networks (Rossi et al. 2020, arXiv 2006.10637): the settings that choose among the
 * roles, the network put together from the blocks of {@link io.eddy.model.tgn.block}, and its
 * parameters with their binary layout. The network is a function of tensors; what a node remembers
 * and in which order events are visited is {@link io.eddy.model.tgn.engine}'s.
 */
@NullMarked
package io.eddy.model.tgn;

import org.jspecify.annotations.NullMarked;
