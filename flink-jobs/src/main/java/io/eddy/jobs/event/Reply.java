package io.eddy.jobs.event;

/**
 * What the destination sends back to the source when the event is settled.
 *
 * @param ref which event it is
 */
public record Reply(EdgeRef ref) implements Visit {}
