package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import io.eddy.model.eddy.TowerParameters;
import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.Standardisation;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A tower as DJL blocks: one affine layer on standardised vectors, N × inputs → N × R, float32.
 * Weights and biases start uniform in ±1/√inputs.
 */
final class TowerNetwork {
  private final Standardisation standardisation;
  private final int outputs;
  private final Linear layer;

  private TowerNetwork(Standardisation standardisation, DenseLayer values, NDManager manager) {
    this.standardisation = standardisation;
    this.outputs = values.outputs();
    this.layer = Linear.builder().setUnits(outputs).build();
    layer.initialize(manager, DataType.FLOAT32, new Shape(1, values.inputs()));
    List<NDArray> arrays = arrays();
    copy(values.weights(), arrays.get(0));
    copy(values.biases(), arrays.get(1));
  }

  /** A tower with given parameters, or a seeded one where there are none. */
  static TowerNetwork of(
      @Nullable TowerParameters earlier,
      Standardisation standardisation,
      int outputs,
      Random random,
      NDManager manager) {
    int inputs = standardisation.size();
    float bound = (float) (1 / Math.sqrt(inputs));
    return new TowerNetwork(
        standardisation,
        earlier == null
            ? new DenseLayer(
                inputs,
                outputs,
                uniform(random, inputs * outputs, bound),
                uniform(random, outputs, bound))
            : earlier.layer(),
        manager);
  }

  /** Weights, then biases. */
  List<NDArray> arrays() {
    return List.of(
        layer.getDirectParameters().get("weight").getArray(),
        layer.getDirectParameters().get("bias").getArray());
  }

  /** The present parameters, copied out. */
  TowerParameters parameters() {
    List<NDArray> arrays = arrays();
    return new TowerParameters(
        standardisation,
        new DenseLayer(
            standardisation.size(),
            outputs,
            arrays.get(0).toFloatArray(),
            arrays.get(1).toFloatArray()));
  }

  /** N standardised vectors → N × R. */
  NDArray apply(ParameterStore store, NDArray vectors) {
    return layer.forward(store, new NDList(vectors), true).singletonOrThrow();
  }

  private static void copy(float[] values, NDArray target) {
    try (NDArray array = target.getManager().create(values, target.getShape())) {
      array.copyTo(target);
    }
  }

  private static float[] uniform(Random random, int count, float bound) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (2 * random.nextFloat() - 1) * bound;
    }
    return values;
  }
}
