package io.eddy.model.smpnn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eddy.model.train.AdamW;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * AdamW in which matrices decay and vectors and scalars do not, and in which the matrices of the
 * layers and the scalars have rates of their own. One thread.
 */
final class DecayedSteps {
  private static final Pattern OF_A_LAYER = Pattern.compile("(.*\\.)?\\d+\\.[^.]+");

  private enum Kind {
    OUTER_MATRIX,
    LAYER_MATRIX,
    VECTOR,
    SCALAR
  }

  private record Group(AdamW steps, double factor, int arrays) {}

  private final List<Group> groups = new ArrayList<>();

  /** Steps for weights by their names in a network; the names decide what belongs to a layer. */
  DecayedSteps(Map<String, NDArray> weights, FitSettings settings, NDManager manager) {
    for (Kind kind : Kind.values()) {
      List<NDArray> arrays = new ArrayList<>();
      weights.forEach(
          (name, array) -> {
            if (kind(name, array) == kind) {
              arrays.add(array);
            }
          });
      double decay = kind == Kind.VECTOR || kind == Kind.SCALAR ? 0 : settings.weightDecay();
      groups.add(
          new Group(new AdamW(arrays, decay, manager), factor(kind, settings), arrays.size()));
    }
  }

  private static Kind kind(String name, NDArray array) {
    if (array.getShape().dimension() > 1) {
      return OF_A_LAYER.matcher(name).matches() ? Kind.LAYER_MATRIX : Kind.OUTER_MATRIX;
    }
    return array.size() == 1 ? Kind.SCALAR : Kind.VECTOR;
  }

  private static double factor(Kind kind, FitSettings settings) {
    return switch (kind) {
      case LAYER_MATRIX -> settings.layerRate();
      case SCALAR -> settings.scalarRate();
      case OUTER_MATRIX, VECTOR -> 1;
    };
  }

  void step(double rate) {
    groups.forEach(group -> group.steps.step(rate * group.factor));
  }

  int steps() {
    return groups.get(0).steps.steps();
  }

  List<float[]> moments() {
    List<float[]> moments = new ArrayList<>();
    groups.forEach(group -> moments.addAll(group.steps.moments()));
    return moments;
  }

  void restore(int steps, List<float[]> moments) {
    int from = 0;
    for (Group group : groups) {
      int to = from + 2 * group.arrays;
      group.steps.restore(steps, moments.subList(from, to));
      from = to;
    }
  }
}
