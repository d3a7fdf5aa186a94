package io.eddy.model.smpnn;

import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArrays.Values;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * The parameters of a network, as they fit its settings. Matrices are laid out inputs × outputs, so
 * that a row of features is multiplied from the left: y = x·W. Names:
 *
 * <ul>
 *   <li>{@code in.weight} F×H, {@code in.bias} H; {@code out.weight} H×O, {@code out.bias} O;
 *   <li>of layer l from 0, {@code l.convolution} H×H, {@code l.feedForward} H×H or H×kH, {@code
 *       l.feedForwardOut} kH×H, {@code l.gamma1}, {@code l.beta1}, {@code l.gamma2}, {@code
 *       l.beta2} H, {@code l.alpha1}, {@code l.alpha2} 1, {@code l.query}, {@code l.key}, {@code
 *       l.value} H×H, each where the settings have its part.
 * </ul>
 *
 * @param settings what the network is made of
 * @param arrays the values
 */
public record SmpnnParameters(SmpnnSettings settings, NamedArrays arrays) {
  /** What the scalars of the branches begin with, so that a deep network begins as the identity. */
  public static final float FIRST_ALPHA = 1e-6f;

  /**
   * Checks names and shapes.
   *
   * @throws IllegalArgumentException if they are not those of the settings
   */
  public SmpnnParameters {
    Map<String, int[]> expected = shapes(settings);
    Map<String, Values> given = arrays.arrays();
    if (!given.keySet().equals(expected.keySet())) {
      throw new IllegalArgumentException(
          "parameters %s do not fit a network that has %s; were the settings changed?"
              .formatted(given.keySet(), expected.keySet()));
    }
    expected.forEach(
        (name, shape) -> {
          int[] found = Objects.requireNonNull(given.get(name)).shape();
          if (!Arrays.equals(found, shape)) {
            throw new IllegalArgumentException(
                "parameter '%s' has the shape %s, but the network's is %s; were the dimensions changed?"
                    .formatted(name, Arrays.toString(found), Arrays.toString(shape)));
          }
        });
  }

  /** Names and shapes of a network's parameters, in a fixed order. */
  public static Map<String, int[]> shapes(SmpnnSettings settings) {
    int hidden = settings.hidden();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("in.weight", new int[] {settings.inputs(), hidden});
    shapes.put("in.bias", new int[] {hidden});
    for (int layer = 0; layer < settings.layers(); layer++) {
      layer(settings, layer + ".", shapes);
    }
    shapes.put("out.weight", new int[] {hidden, settings.outputs()});
    shapes.put("out.bias", new int[] {settings.outputs()});
    return shapes;
  }

  private static void layer(SmpnnSettings settings, String layer, Map<String, int[]> shapes) {
    int hidden = settings.hidden();
    int wide = hidden * settings.feedForward();
    int[] square = {hidden, hidden};
    branch(settings, layer, 1, shapes);
    shapes.put(layer + "convolution", square);
    if (settings.attention()) {
      shapes.put(layer + "query", square);
      shapes.put(layer + "key", square);
      shapes.put(layer + "value", square);
    }
    if (settings.feedForward() > 0) {
      branch(settings, layer, 2, shapes);
      shapes.put(layer + "feedForward", new int[] {hidden, wide});
      if (settings.feedForward() > 1) {
        shapes.put(layer + "feedForwardOut", new int[] {wide, hidden});
      }
    }
  }

  private static void branch(
      SmpnnSettings settings, String layer, int number, Map<String, int[]> shapes) {
    if (settings.normalised()) {
      shapes.put(layer + "gamma" + number, new int[] {settings.hidden()});
      shapes.put(layer + "beta" + number, new int[] {settings.hidden()});
    }
    if (settings.scaled()) {
      shapes.put(layer + "alpha" + number, new int[] {1});
    }
  }

  /**
   * First parameters drawn from a seed: matrices uniform in ±√(6/(inputs + outputs)) (Glorot and
   * Bengio 2010), γ 1, biases and β 0, α {@value #FIRST_ALPHA}.
   */
  public static SmpnnParameters seeded(SmpnnSettings settings, long seed) {
    Random random = new Random(seed);
    Map<String, Values> arrays = new LinkedHashMap<>();
    shapes(settings)
        .forEach((name, shape) -> arrays.put(name, new Values(shape, first(name, shape, random))));
    return new SmpnnParameters(settings, new NamedArrays(arrays));
  }

  /** First values of one parameter, as {@link #seeded} draws them; it is known by its name. */
  public static float[] first(String name, int[] shape, Random random) {
    if (shape.length == 2) {
      float[] values = new float[shape[0] * shape[1]];
      double bound = Math.sqrt(6.0 / (shape[0] + shape[1]));
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      return values;
    }
    float[] values = new float[shape[0]];
    if (name.contains("gamma")) {
      Arrays.fill(values, 1);
    } else if (name.contains("alpha")) {
      Arrays.fill(values, FIRST_ALPHA);
    }
    return values;
  }

  /**
   * The values that another task can begin with: all but the output map, whose columns are the
   * task's own.
   */
  public NamedArrays withoutOutputMap() {
    Map<String, Values> kept = new LinkedHashMap<>(arrays.arrays());
    kept.keySet().removeIf(name -> name.startsWith("out."));
    return new NamedArrays(kept);
  }

  /** The values of a parameter, row-major; shared, not to be changed. */
  public float[] values(String name) {
    return Objects.requireNonNull(arrays.arrays().get(name), name).values();
  }
}
