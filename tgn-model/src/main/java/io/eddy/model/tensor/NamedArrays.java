package io.eddy.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Parameters as plain arrays: name to shape and values in row-major order. Immutable as long as
 * nobody writes to the arrays.
 *
 * @param arrays by name, in a fixed order
 */
public record NamedArrays(Map<String, Values> arrays) {
  /** No parameters. */
  public static final NamedArrays NONE = new NamedArrays(Map.of());

  /**
   * One parameter.
   *
   * @param shape lengths of the axes
   * @param values row-major
   */
  @SuppressWarnings("ArrayRecordComponent") // A list would box every number; nobody compares them.
  public record Values(int[] shape, float[] values) {
    /** Checks that there are as many values as the shape has places. */
    public Values {
      long size = 1;
      for (int length : shape) {
        size *= length;
      }
      if (size != values.length) {
        throw new IllegalArgumentException(
            "%d values for the shape %s, which has %d"
                .formatted(values.length, Arrays.toString(shape), size));
      }
    }
  }

  /** Keeps its own map. */
  public NamedArrays {
    arrays = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /** The present values of parameters, copied out. */
  public static NamedArrays of(Map<String, Parameter> parameters) {
    Map<String, Values> arrays = new LinkedHashMap<>();
    parameters.forEach(
        (name, parameter) ->
            arrays.put(name, new Values(shape(parameter), parameter.getArray().toFloatArray())));
    return new NamedArrays(arrays);
  }

  /** These, with others in the place of those that have the same name, or behind them. */
  public NamedArrays with(NamedArrays others) {
    Map<String, Values> all = new LinkedHashMap<>(arrays);
    all.putAll(others.arrays);
    return new NamedArrays(all);
  }

  /**
   * Writes the values into initialised parameters.
   *
   * @throws IllegalArgumentException if names or shapes are not those of the parameters
   */
  public void copyTo(Map<String, Parameter> parameters) {
    if (!arrays.keySet().equals(parameters.keySet())) {
      throw new IllegalArgumentException(
          "parameters %s do not fit a network that has %s; were the settings changed?"
              .formatted(new TreeSet<>(arrays.keySet()), new TreeSet<>(parameters.keySet())));
    }
    parameters.forEach(
        (name, parameter) -> {
          Values given = java.util.Objects.requireNonNull(arrays.get(name));
          int[] expected = shape(parameter);
          if (!Arrays.equals(given.shape(), expected)) {
            throw new IllegalArgumentException(
                "parameter '%s' has the shape %s, but the network's is %s; were the dimensions changed?"
                    .formatted(name, Arrays.toString(given.shape()), Arrays.toString(expected)));
          }
          NDArray target = parameter.getArray();
          try (NDArray array = target.getManager().create(given.values(), target.getShape())) {
            array.copyTo(target);
          }
        });
  }

  private static int[] shape(Parameter parameter) {
    return Arrays.stream(parameter.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
  }
}
