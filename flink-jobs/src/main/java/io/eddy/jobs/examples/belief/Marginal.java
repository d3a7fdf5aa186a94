package io.eddy.jobs.examples.belief;

import java.util.List;

/**
 * The exact marginal of one variable.
 *
 * @param node the node that stands for it
 * @param probabilities one for each of its values; they sum to 1
 */
public record Marginal(String node, List<Double> probabilities) {}
