/**
 * One model out of both: the learned ranker's features of a candidate and the temporal graph
 * network's memory meet in one decoder. The source gives its embedding before the event, z_u; a
 * candidate gives its card, the memory s_c right after its last event as a destination, which
 * travels once an event. Two towers make R numbers of each, and how these agree is added to the row
 * of features that the ranker's network scores.
 *
 * <p>{@link io.eddy.model.eddy.Towers}, {@link io.eddy.model.eddy.CardVectors} and {@link
 * io.eddy.model.eddy.EddyShard} are what serving needs and know no tensor library; offline
 * evaluation uses the same classes, so a job at parallelism 1 gives the same scores from the same
 * vectors.
 */
@NullMarked
package io.eddy.model.eddy;

import org.jspecify.annotations.NullMarked;
