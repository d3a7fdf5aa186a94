package io.eddy.jobs.examples.distance;

/**
 * A distance that became known.
 *
 * @param node the node
 * @param distance arcs from the nearest start node
 */
public record NodeDistance(String node, int distance) {}
