package io.eddy.jobs.examples.belief;

import java.util.List;

/**
 * What a node makes of its neighbour's values: m(x), scaled to sum to 1.
 *
 * @param from the sender
 * @param values m(x) for each value x of the receiver
 */
public record BeliefMessage(String from, List<Double> values) {}
