/**
 * Node programs: what a node of a graph does when an event or a message reaches it. A program says
 * how one node reacts; where nodes live, how messages travel and what a failure costs is the
 * runner's business. Nothing here knows Flink, so a program is tested with a context written by
 * hand, runs in one thread in a local runner, and runs unchanged in a Flink job.
 */
@NullMarked
package io.eddy.jobs.loop.program;

import org.jspecify.annotations.NullMarked;
