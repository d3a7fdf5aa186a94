/**
 * The streaming features of the learned link ranker. An event of source u is taken in twice: first
 * at u, whose {@link io.eddy.memory.ranker.SourceState} yields a {@link
 * io.eddy.memory.ranker.SourceView} of the time before the event; then at every shard of
 * candidates, whose {@link io.eddy.memory.ranker.CandidateState} turns the view into one row of
 * features a candidate and takes the event in. Nothing travels back, so whatever needs a
 * destination's data stands where the destination is, and small tables about the whole stream are
 * kept alike by every shard. {@link io.eddy.memory.ranker.RankerFeatures} names the columns of a
 * row.
 */
@NullMarked
package io.eddy.memory.ranker;

import org.jspecify.annotations.NullMarked;
