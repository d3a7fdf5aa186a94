package io.eddy.jobs.event;

/** A record of the edges topic: an edge, or bytes that are none. */
public sealed interface Incoming permits Edge, Undecodable {}
