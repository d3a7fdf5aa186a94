package io.eddy.cli.features;

import java.util.Comparator;

/**
 * A node near another one, as {@code eddy features nearest --json} prints it.
 *
 * @param node the node
 * @param cosine of the angle between the two embeddings, -1 to 1
 */
public record Neighbour(String node, double cosine) {
  /** The nearest first, equal ones by id. */
  static final Comparator<Neighbour> ORDER =
      Comparator.comparingDouble(Neighbour::cosine).reversed().thenComparing(Neighbour::node);
}
