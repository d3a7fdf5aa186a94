/**
 * The memory of nodes on its way out of the job: what a node emits when its memory changed, and the
 * throttle before the {@code .memory} topic, which lets through a node's memory only so often in
 * event time and only when it has moved.
 */
@NullMarked
package io.eddy.jobs.memory;

import org.jspecify.annotations.NullMarked;
