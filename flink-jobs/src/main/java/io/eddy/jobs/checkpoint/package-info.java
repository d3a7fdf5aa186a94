/**
 * Checkpoints that leave the stream its cores. A checkpoint of a large state is written by a thread
 * beside the stream, which takes a whole core while it writes; where cores are few, events wait
 * meanwhile. Here that thread rests between pieces, so that it takes a given share of a core for
 * longer. Knows Flink's checkpoint storage and nothing of Eddy's jobs.
 */
@NullMarked
package io.eddy.jobs.checkpoint;

import org.jspecify.annotations.NullMarked;
