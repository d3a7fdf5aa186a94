/**
 * The snapshot job: keeps the edges of the last window as adjacency, keyed by node, and at every
 * tick turns the whole graph into an embedding for each node, in a thread beside the stream, and
 * delivers them to the feature stores. {@code docs/design/003-snapshots.md} says why a snapshot is
 * complete or absent everywhere.
 */
@NullMarked
package io.eddy.jobs.snapshot;

import org.jspecify.annotations.NullMarked;
