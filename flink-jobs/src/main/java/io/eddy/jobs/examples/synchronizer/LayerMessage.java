package io.eddy.jobs.examples.synchronizer;

import java.util.List;

/**
 * What a node tells all its neighbours once a layer.
 *
 * @param layer the layer that will read the values, from 0
 * @param values the sender's values before that layer
 */
public record LayerMessage(int layer, List<Float> values) {}
