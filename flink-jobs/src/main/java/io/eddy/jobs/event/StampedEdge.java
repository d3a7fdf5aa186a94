package io.eddy.jobs.event;

import org.jspecify.annotations.Nullable;

/**
 * An edge event with the model that its nodes are to compute it with.
 *
 * @param edge the event
 * @param model release of a bundle; null where nodes have no neural memory
 */
public record StampedEdge(Edge edge, @Nullable Release model) {}
