/**
 * Link prediction by a temporal graph network, measured on a stream: average precision against one
 * negative, drawn at random or from the source's past, over all events and over those of nodes that
 * training never saw; and the rank among all destinations, one event at a time. Every score comes
 * from the sequential engine.
 */
@NullMarked
package io.eddy.model.tgn.eval;

import org.jspecify.annotations.NullMarked;
