/**
 * The memories of a temporal graph network as features of a snapshot's nodes: reads the {@code
 * .memory} topic that the scoring job writes, and gives each node's memory as it was at the
 * snapshot's moment.
 */
@NullMarked
package io.eddy.jobs.snapshot.memory;

import org.jspecify.annotations.NullMarked;
