package io.eddy.model.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DenseRankerTest {

  /** Also once the compiler has replaced the loops by vector instructions. */
  @ParameterizedTest
  @CsvSource({"103, 1000", "31, 257", "4, 3", "1, 600"})
  void aRowAloneScoresBitwiseAsItDoesAmongOthers(int features, int count) {
    RankerParameters parameters = RandomParameters.of(11, features, 64, 32, 1);
    float[] rows = RandomParameters.normal(new Random(12), count * features, 2);
    DenseRanker ranker = new DenseRanker(parameters);
    float[] first = new float[count];
    ranker.score(rows, count, first);
    float[] together = new float[count];
    for (int warm = 0; warm < 300; warm++) {
      ranker.score(rows, count, together);
    }
    assertThat(together).isEqualTo(first);
    float[] alone = new float[1];
    for (int row = 0; row < count; row++) {
      ranker.score(Arrays.copyOfRange(rows, row * features, (row + 1) * features), 1, alone);
      assertThat(Float.floatToRawIntBits(alone[0]))
          .as("row %d", row)
          .isEqualTo(Float.floatToRawIntBits(together[row]));
    }
  }

  /** As many rows of their own as in a query, at the front, across blocks, all, and none. */
  @ParameterizedTest
  @CsvSource({"0, 5", "240, 270", "0, 600", "0, 0", "599, 600"})
  void commonColumnsDoNotChangeAScore(int firstOwn, int endOwn) {
    int features = 30;
    int common = 17;
    int count = 600;
    RankerParameters parameters = RandomParameters.of(31, features, 64, 32, 1);
    Random random = new Random(32);
    float[] rows = RandomParameters.normal(random, count * features, 2);
    for (int row = 0; row < count; row++) {
      if (row < firstOwn || row >= endOwn) {
        System.arraycopy(rows, (count - 1) * features, rows, row * features, common);
      }
    }
    float[] expected = new float[count];
    new DenseRanker(parameters).score(rows, count, expected);
    float[] scores = new float[count];
    DenseRanker ranker = new DenseRanker(parameters, common);
    for (int repeat = 0; repeat < 200; repeat++) {
      ranker.score(rows, count, scores);
    }
    assertThat(scores).isEqualTo(expected);
    float[] alone = new float[1];
    ranker.score(Arrays.copyOfRange(rows, 7 * features, 8 * features), 1, alone);
    assertThat(alone[0]).isEqualTo(expected[7]);
  }

  @ParameterizedTest
  @CsvSource({"103, 64, 32", "31, 32, 16", "5, 3, 7"})
  void scoresAreThoseOfTheDefinition(int features, int first, int second) {
    RankerParameters parameters = RandomParameters.of(21, features, first, second, 1);
    int count = 300;
    float[] rows = RandomParameters.normal(new Random(22), count * features, 2);
    float[] scores = new float[count];
    new DenseRanker(parameters).score(rows, count, scores);
    for (int row = 0; row < count; row++) {
      double expected = definition(parameters, rows, row * features);
      assertThat((double) scores[row]).isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
    }
  }

  private static double definition(RankerParameters parameters, float[] rows, int offset) {
    double[] x = new double[parameters.inputs()];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          (rows[offset + i] - parameters.standardisation().means()[i])
              / parameters.standardisation().deviations()[i];
    }
    for (DenseLayer layer : parameters.layers()) {
      double[] y = new double[layer.outputs()];
      for (int j = 0; j < y.length; j++) {
        y[j] = layer.biases()[j];
        for (int i = 0; i < x.length; i++) {
          y[j] += layer.weights()[j * x.length + i] * x[i];
        }
        y[j] = layer.outputs() == 1 ? y[j] : Math.max(0, y[j]);
      }
      x = y;
    }
    return x[0];
  }
}
