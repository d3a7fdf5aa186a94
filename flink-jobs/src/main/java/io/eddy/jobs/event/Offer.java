package io.eddy.jobs.event;

import io.eddy.memory.pair.PairHistory;

/**
 * What the source sends to the destination: the event and the source's pair history before it.
 *
 * @param ref which event it is
 * @param history the source's history before the event; read only
 */
public record Offer(EdgeRef ref, PairHistory history) {}
