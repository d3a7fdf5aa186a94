package io.eddy.jobs.event;

import org.jspecify.annotations.Nullable;

/**
 * What the destination sends back to the source when the event is settled.
 *
 * @param ref which event it is
 * @param neural the destination's neural part; null where nodes have no neural memory
 */
public record Reply(EdgeRef ref, @Nullable Neural neural) implements Visit {}
