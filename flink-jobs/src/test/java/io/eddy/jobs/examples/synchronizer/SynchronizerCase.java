package io.eddy.jobs.examples.synchronizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.jobs.examples.cases.ExampleCase;
import io.eddy.jobs.examples.cases.RandomGraph;
import io.eddy.memory.flink.VersionedTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random sGIN on a random graph; the oracle computes it layer by layer for all nodes at once, in
 * double precision, with the adjacency matrix.
 */
public final class SynchronizerCase {
  private static final double TOLERANCE = 1e-5;

  private SynchronizerCase() {}

  public static ExampleCase<SynchronizerState, NodeStart, LayerMessage, FinalValues> random(
      int nodes, double meanDegree, int depth, long seed) {
    Random random = new Random(seed);
    RandomGraph graph = RandomGraph.gnp(nodes, meanDegree / nodes, random);
    int[] widths = random.ints(depth + 1, 1, 9).toArray();
    List<SumGin.Layer> layers = new ArrayList<>();
    for (int l = 0; l < depth; l++) {
      // Scaled so that values keep their size over many layers.
      float scale = (float) (1 / (Math.sqrt(widths[l]) * (meanDegree + 1)));
      layers.add(
          new SumGin.Layer(
              random.nextFloat() - 0.5f,
              rows(matrix(widths[l + 1], widths[l], scale, random)),
              rows(matrix(1, widths[l + 1], 0.5f, random)).get(0)));
    }
    float[][] features = matrix(nodes, widths[0], 1, random);
    List<List<Float>> own = rows(features);
    List<NodeStart> starts = new ArrayList<>();
    for (int v = 0; v < nodes; v++) {
      starts.add(new NodeStart(RandomGraph.name(v), own.get(v), graph.neighbourNames(v)));
    }
    return new ExampleCase<>(
        new AlphaSynchronizer(new SumGin(layers)),
        depth,
        starts,
        NodeStart::node,
        new ExampleCase.Types<>(
            new VersionedTypeInfo<>(SynchronizerStateSerializer.INSTANCE),
            new VersionedTypeInfo<>(NodeStartSerializer.INSTANCE),
            new VersionedTypeInfo<>(LayerMessageSerializer.INSTANCE),
            new VersionedTypeInfo<>(FinalValuesSerializer.INSTANCE)),
        results -> check(results, synchronous(graph, features, layers)));
  }

  private static void check(List<FinalValues> results, double[][] expected) {
    assertThat(results.stream().map(FinalValues::node).distinct()).hasSize(expected.length);
    assertThat(results).hasSize(expected.length);
    for (FinalValues result : results) {
      double[] values = expected[Integer.parseInt(result.node().substring(1))];
      assertThat(result.values()).hasSize(values.length);
      for (int i = 0; i < values.length; i++) {
        assertThat((double) result.values().get(i))
            .as("value %d of %s", i, result.node())
            .isCloseTo(values[i], within(TOLERANCE));
      }
    }
  }

  private static double[][] synchronous(
      RandomGraph graph, float[][] features, List<SumGin.Layer> layers) {
    int nodes = graph.nodes();
    double[][] states = new double[nodes][];
    for (int v = 0; v < nodes; v++) {
      states[v] = new double[features[v].length];
      for (int i = 0; i < features[v].length; i++) {
        states[v][i] = features[v][i];
      }
    }
    for (SumGin.Layer layer : layers) {
      double[][] mixing = new double[nodes][nodes];
      for (int v = 0; v < nodes; v++) {
        mixing[v][v] = 1.0 + layer.epsilon();
        for (int u : graph.neighbours().get(v)) {
          mixing[v][u] = 1;
        }
      }
      double[][] weights = new double[layer.weights().get(0).size()][layer.weights().size()];
      for (int o = 0; o < layer.weights().size(); o++) {
        for (int i = 0; i < layer.weights().get(o).size(); i++) {
          weights[i][o] = layer.weights().get(o).get(i);
        }
      }
      states = product(product(mixing, states), weights);
      for (double[] state : states) {
        for (int o = 0; o < state.length; o++) {
          state[o] = Math.max(0, state[o] + layer.bias().get(o));
        }
      }
    }
    return states;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < b[0].length; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static float[][] matrix(int rows, int columns, float scale, Random random) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian() * scale;
      }
    }
    return matrix;
  }

  private static List<List<Float>> rows(float[][] matrix) {
    List<List<Float>> rows = new ArrayList<>();
    for (float[] row : matrix) {
      List<Float> values = new ArrayList<>();
      for (float value : row) {
        values.add(value);
      }
      rows.add(values);
    }
    return rows;
  }
}
