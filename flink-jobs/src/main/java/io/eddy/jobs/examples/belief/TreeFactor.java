package io.eddy.jobs.examples.belief;

import java.util.List;

/**
 * One variable of the model and its edges, as the node that stands for it is told.
 *
 * @param node the node
 * @param potential φ(x) for each of its values x, 0 or more
 * @param couplings one for each neighbour
 */
public record TreeFactor(String node, List<Double> potential, List<Coupling> couplings) {

  /**
   * The factor of an edge, seen from one end. The other end holds the same with own and neighbour's
   * values exchanged.
   *
   * @param neighbour the other end
   * @param table ψ(own value, neighbour's value), 0 or more; row by row, a row for each own value
   */
  public record Coupling(String neighbour, List<Double> table) {}

  /** The couplings must be whole rows; the number of values of a neighbour is their length. */
  public TreeFactor {
    potential = List.copyOf(potential);
    couplings = List.copyOf(couplings);
    for (Coupling coupling : couplings) {
      if (potential.isEmpty() || coupling.table().size() % potential.size() != 0) {
        throw new IllegalArgumentException(
            "node '%s' has %d values but the table of its edge to '%s' has %d entries; it needs a row for each value"
                .formatted(node, potential.size(), coupling.neighbour(), coupling.table().size()));
      }
    }
  }

  boolean hasNeighbour(String other) {
    return couplings.stream().anyMatch(coupling -> coupling.neighbour().equals(other));
  }
}
