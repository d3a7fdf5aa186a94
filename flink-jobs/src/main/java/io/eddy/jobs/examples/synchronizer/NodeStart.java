package io.eddy.jobs.examples.synchronizer;

import java.util.List;

/**
 * A node is told what it needs to take part.
 *
 * @param node the node
 * @param features its values before the first layer
 * @param neighbours whom it exchanges values with; the relation is symmetric
 */
public record NodeStart(String node, List<Float> features, List<String> neighbours) {}
