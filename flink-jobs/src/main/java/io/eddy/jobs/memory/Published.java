package io.eddy.jobs.memory;

import org.jspecify.annotations.Nullable;

/**
 * What the throttle keeps of a node. Immutable.
 *
 * @param timeMicros event time of the memory that was published last
 * @param path how far the memory has moved since
 * @param held the newest memory, while it waits for the interval to pass; else null
 */
record Published(long timeMicros, double path, @Nullable MemoryUpdate held) {}
