package io.eddy.jobs.examples.synchronizer;

import java.util.List;

/**
 * A node that has done all layers.
 *
 * @param node the node
 * @param values its values after the last layer
 */
public record FinalValues(String node, List<Float> values) {}
