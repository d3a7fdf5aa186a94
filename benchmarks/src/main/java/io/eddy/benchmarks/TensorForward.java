package io.eddy.benchmarks;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.RankerParameters;
import java.util.ArrayList;
import java.util.List;

/** The ranker's forward pass by DJL's PyTorch engine on one thread, as serving would call it. */
final class TensorForward implements AutoCloseable {
  private final NDManager manager;
  private final NDArray means;
  private final NDArray deviations;
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> biases = new ArrayList<>();

  TensorForward(RankerParameters parameters) {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
    means = manager.create(parameters.standardisation().means());
    deviations = manager.create(parameters.standardisation().deviations());
    for (DenseLayer layer : parameters.layers()) {
      weights.add(manager.create(layer.weights(), new Shape(layer.outputs(), layer.inputs())));
      biases.add(manager.create(layer.biases()));
    }
  }

  /** Scores of rows, {@code count} of them at the front of the array. */
  float[] score(float[] rows, int count) {
    try (NDManager query = manager.newSubManager()) {
      NDArray x =
          query.create(rows, new Shape(count, rows.length / count)).sub(means).div(deviations);
      for (int i = 0; i < weights.size(); i++) {
        if (i > 0) {
          x = x.maximum(0);
        }
        x = x.matMul(weights.get(i).transpose()).add(biases.get(i));
      }
      return x.toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
