package io.eddy.jobs.examples.belief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.jobs.examples.cases.ExampleCase;
import io.eddy.jobs.examples.cases.RandomGraph;
import io.eddy.memory.flink.VersionedTypeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Marginals on a random tree; the oracle sums over every assignment of all variables. */
public final class BeliefCase {
  private static final double TOLERANCE = 1e-9;

  private final RandomGraph tree;
  private final int[] values;
  private final double[][] potentials;
  // couplings.get(u).get(v)[x][y] for u < v
  private final Map<Integer, Map<Integer, double[][]>> couplings = new HashMap<>();

  private BeliefCase(int nodes, long seed) {
    Random random = new Random(seed);
    tree = RandomGraph.tree(nodes, random);
    values = new int[nodes];
    potentials = new double[nodes][];
    for (int v = 0; v < nodes; v++) {
      values[v] = 2 + random.nextInt(2);
      potentials[v] = random.doubles(values[v], 0.1, 2).toArray();
    }
    for (int u = 0; u < nodes; u++) {
      couplings.put(u, new HashMap<>());
      for (int v : tree.neighbours().get(u)) {
        if (u < v) {
          double[][] table = new double[values[u]][];
          for (int x = 0; x < values[u]; x++) {
            table[x] = random.doubles(values[v], 0.1, 2).toArray();
          }
          couplings.get(u).put(v, table);
        }
      }
    }
  }

  /** A tree of so few nodes that all assignments can be counted. */
  public static ExampleCase<BeliefState, TreeFactor, BeliefMessage, Marginal> random(
      int nodes, long seed) {
    BeliefCase model = new BeliefCase(nodes, seed);
    return new ExampleCase<>(
        new BeliefPropagation(),
        nodes,
        model.factors(),
        TreeFactor::node,
        new ExampleCase.Types<>(
            new VersionedTypeInfo<>(BeliefStateSerializer.INSTANCE),
            new VersionedTypeInfo<>(TreeFactorSerializer.INSTANCE),
            new VersionedTypeInfo<>(BeliefMessageSerializer.INSTANCE),
            new VersionedTypeInfo<>(MarginalSerializer.INSTANCE)),
        model::check);
  }

  private List<TreeFactor> factors() {
    List<TreeFactor> factors = new ArrayList<>();
    for (int v = 0; v < tree.nodes(); v++) {
      List<TreeFactor.Coupling> edges = new ArrayList<>();
      for (int u : tree.neighbours().get(v)) {
        List<Double> table = new ArrayList<>();
        for (int own = 0; own < values[v]; own++) {
          for (int other = 0; other < values[u]; other++) {
            table.add(coupling(v, own, u, other));
          }
        }
        edges.add(new TreeFactor.Coupling(RandomGraph.name(u), table));
      }
      List<Double> potential = new ArrayList<>();
      for (double p : potentials[v]) {
        potential.add(p);
      }
      factors.add(new TreeFactor(RandomGraph.name(v), potential, edges));
    }
    return factors;
  }

  private void check(List<Marginal> results) {
    assertThat(results).hasSize(tree.nodes());
    double[][] expected = bruteForce();
    for (Marginal marginal : results) {
      int node = Integer.parseInt(marginal.node().substring(1));
      for (int x = 0; x < values[node]; x++) {
        assertThat(marginal.probabilities().get(x))
            .as("p(%s = %d)", marginal.node(), x)
            .isCloseTo(expected[node][x], within(TOLERANCE));
      }
    }
    assertThat(results.stream().map(Marginal::node).distinct()).hasSize(tree.nodes());
  }

  private double[][] bruteForce() {
    double[][] marginals = new double[tree.nodes()][];
    for (int v = 0; v < tree.nodes(); v++) {
      marginals[v] = new double[values[v]];
    }
    addAssignments(new int[tree.nodes()], 0, marginals);
    for (double[] marginal : marginals) {
      double sum = 0;
      for (double weight : marginal) {
        sum += weight;
      }
      for (int x = 0; x < marginal.length; x++) {
        marginal[x] /= sum;
      }
    }
    return marginals;
  }

  private void addAssignments(int[] assignment, int depth, double[][] marginals) {
    if (depth == assignment.length) {
      double weight = weight(assignment);
      for (int v = 0; v < assignment.length; v++) {
        marginals[v][assignment[v]] += weight;
      }
      return;
    }
    for (int x = 0; x < values[depth]; x++) {
      assignment[depth] = x;
      addAssignments(assignment, depth + 1, marginals);
    }
  }

  private double weight(int[] assignment) {
    double weight = 1;
    for (int u = 0; u < assignment.length; u++) {
      weight *= potentials[u][assignment[u]];
      for (int v : couplings.get(u).keySet()) {
        weight *= coupling(u, assignment[u], v, assignment[v]);
      }
    }
    return weight;
  }

  private double coupling(int u, int x, int v, int y) {
    return u < v ? couplings.get(u).get(v)[x][y] : couplings.get(v).get(u)[y][x];
  }
}
