package io.eddy.jobs.examples.belief;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of sum-product (Pearl; Kschischang, Frey and Loeliger, "Factor graphs and the
 * sum-product algorithm", equations 5 and 6): products of what was heard, and sums over own values.
 */
final class SumProduct {
  private SumProduct() {}

  /**
   * The belief of a node: b(x) = φ(x) · Π m(x) over the messages heard, except that of one
   * neighbour.
   *
   * @param except a neighbour whose message is left out, or null
   */
  static double[] belief(TreeFactor factor, List<BeliefMessage> heard, @Nullable String except) {
    double[] belief = factor.potential().stream().mapToDouble(Double::doubleValue).toArray();
    for (BeliefMessage message : heard) {
      if (message.from().equals(except)) {
        continue;
      }
      if (message.values().size() != belief.length) {
        throw new IllegalArgumentException(
            "node '%s' has %d values but the message of '%s' has %d; the tables of their edge do not fit"
                .formatted(factor.node(), belief.length, message.from(), message.values().size()));
      }
      for (int x = 0; x < belief.length; x++) {
        belief[x] *= message.values().get(x);
      }
    }
    return belief;
  }

  /** The message to a neighbour: m(y) = Σ_x b(x) · ψ(x, y), scaled. */
  static List<Double> message(TreeFactor factor, TreeFactor.Coupling coupling, double[] belief) {
    int values = coupling.table().size() / belief.length;
    double[] message = new double[values];
    for (int x = 0; x < belief.length; x++) {
      for (int y = 0; y < values; y++) {
        message[y] += belief[x] * coupling.table().get(x * values + y);
      }
    }
    return normalized(factor.node(), message);
  }

  /** Scales to a sum of 1, so that products over large trees stay in range. */
  static List<Double> normalized(String node, double[] weights) {
    double sum = Arrays.stream(weights).sum();
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weights at node '%s' sum to %s; the potentials around it allow no value, or are not numbers"
              .formatted(node, sum));
    }
    List<Double> scaled = new ArrayList<>(weights.length);
    for (double weight : weights) {
      scaled.add(weight / sum);
    }
    return List.copyOf(scaled);
  }
}
