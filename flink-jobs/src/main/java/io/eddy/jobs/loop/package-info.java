/**
 * The feedback loop: runs a {@link io.eddy.jobs.loop.program.NodeProgram} over the nodes of a graph
 * inside a Flink job, with messages between nodes that are part of the job's exactly-once state.
 *
 * <p>{@link io.eddy.jobs.loop.Loop} builds two operators. The head is keyed by node and runs the
 * program. Messages leave it by a side output, go straight to the subtask that owns their target,
 * and end in the tail, which stands in the same process as the head of that subtask and hands them
 * over through a queue. Flink sees no cycle. What is between sender and receiver when a checkpoint
 * passes is logged by the receiver and replayed on restore.
 *
 * <p>Nothing here knows what the graph means; the package depends on Flink and the node programs
 * alone.
 */
@NullMarked
package io.eddy.jobs.loop;

import org.jspecify.annotations.NullMarked;
