package io.eddy.model.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DenseRowsTest {

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,5,2", "16,16,4", "17,31,7", "40,33,8", "64,48,13", "100,172,27"})
  void loopsGiveTheProductAndTheSameBitsForARowAloneAndAmongOthers(
      int inputs, int outputs, int rows) {
    Case it = new Case(inputs, outputs, rows);

    float[][] together = it.run(new LoopRows(it.weights, it.biases), rows);

    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < outputs; o++) {
        assertThat((double) together[row][o]).isCloseTo(it.expected(row, o), within(1e-4));
      }
      assertThat(it.alone(new LoopRows(it.weights, it.biases), row))
          .isEqualTo(Arrays.copyOf(together[row], outputs));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,5,2", "16,16,4", "17,31,7", "40,33,8", "64,48,13", "100,172,27"})
  void vectorsGiveTheBitsOfTheLoops(int inputs, int outputs, int rows) {
    vectorsGiveTheBitsOfTheLoops(new Case(inputs, outputs, rows), rows);
  }

  /** Rows that are no whole eight are computed with the last one again and again. */
  @Test
  void theyDoForEveryNumberOfRowsAndLeaveFurtherOnesAlone() {
    for (int rows = 0; rows <= 25; rows++) {
      Case it = new Case(17, 31, rows + 2);
      vectorsGiveTheBitsOfTheLoops(it, rows);
      float[][] y = it.run(new PanelRows(it.weights, it.biases), rows);
      for (int further = rows; further < y.length; further++) {
        assertThat(y[further]).containsOnly(0);
      }
    }
  }

  private static void vectorsGiveTheBitsOfTheLoops(Case it, int rows) {
    Assumptions.assumeTrue(
        VectorApi.present(), "this JVM runs without --add-modules jdk.incubator.vector");
    int outputs = it.biases.length;
    DenseRows vectors = new PanelRows(it.weights, it.biases);

    float[][] loops = it.run(new LoopRows(it.weights, it.biases), rows);

    float[][] together = it.run(vectors, rows);
    for (int row = 0; row < rows; row++) {
      assertThat(Arrays.copyOf(together[row], outputs))
          .isEqualTo(Arrays.copyOf(loops[row], outputs));
      assertThat(it.alone(vectors, row)).isEqualTo(Arrays.copyOf(loops[row], outputs));
    }
  }

  /** A seeded map and rows for it. */
  private static final class Case {
    private final double[][] weights;
    private final double[] biases;
    private final float[][] x;

    Case(int inputs, int outputs, int rows) {
      Random random = new Random(31L * inputs + outputs);
      weights = new double[outputs][inputs];
      biases = new double[outputs];
      x = new float[rows][inputs];
      for (int o = 0; o < outputs; o++) {
        biases[o] = (float) random.nextGaussian();
        for (int i = 0; i < inputs; i++) {
          weights[o][i] = (float) random.nextGaussian();
        }
      }
      for (float[] row : x) {
        for (int i = 0; i < inputs; i++) {
          row[i] = (float) random.nextGaussian();
        }
      }
    }

    double expected(int row, int o) {
      double sum = biases[o];
      for (int i = 0; i < x[row].length; i++) {
        sum += weights[o][i] * x[row][i];
      }
      return sum;
    }

    float[][] run(DenseRows map, int rows) {
      float[][] y = Buffers.forOutputs(biases.length).rows(x.length);
      map.apply(x, y, rows);
      return y;
    }

    float[] alone(DenseRows map, int row) {
      float[][] y = Buffers.forOutputs(biases.length).rows(1);
      map.apply(new float[][] {x[row]}, y, 1);
      return Arrays.copyOf(y[0], biases.length);
    }
  }
}
