package io.eddy.model.smpnn;

import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArrays.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Networks with each part there and missing. */
public final class SmpnnVariants {
  public static final SmpnnSettings FULL = SmpnnSettings.of(7, 12, 5, 3);

  private SmpnnVariants() {}

  public static Stream<SmpnnSettings> all() {
    return Stream.concat(
        Stream.of(Aggregation.values()).map(FULL::withAggregation),
        List.of(
            FULL.withResidual(false),
            FULL.withScaled(false),
            FULL.withNormalised(false),
            FULL.withFeedForward(0),
            FULL.withFeedForward(3),
            FULL.withAttention(true),
            FULL.withAttention(true).withAggregation(Aggregation.MEAN),
            FULL.withResidual(false).withScaled(false).withNormalised(false).withFeedForward(0))
            .stream());
  }

  /** Parameters in which every part makes a difference, α among them. */
  public static SmpnnParameters parameters(SmpnnSettings settings, long seed) {
    Random random = new Random(seed);
    Map<String, Values> arrays = new LinkedHashMap<>();
    SmpnnParameters.shapes(settings)
        .forEach(
            (name, shape) -> {
              int size = 1;
              for (int length : shape) {
                size *= length;
              }
              float[] values = new float[size];
              for (int i = 0; i < size; i++) {
                values[i] =
                    (float)
                        (name.contains("gamma")
                            ? 1 + 0.2 * random.nextGaussian()
                            : 0.4 * random.nextGaussian());
              }
              arrays.put(name, new Values(shape, values));
            });
    return new SmpnnParameters(settings, new NamedArrays(arrays));
  }

  public static double[][] rows(float[] flat, int width) {
    double[][] rows = new double[flat.length / width][width];
    for (int i = 0; i < flat.length; i++) {
      rows[i / width][i % width] = flat[i];
    }
    return rows;
  }
}
