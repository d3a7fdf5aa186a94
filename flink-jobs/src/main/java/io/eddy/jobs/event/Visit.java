package io.eddy.jobs.event;

/** A message between the two nodes of an event. */
public sealed interface Visit permits Offer, Reply, Heard {}
