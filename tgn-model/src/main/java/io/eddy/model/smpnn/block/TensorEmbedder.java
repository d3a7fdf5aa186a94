package io.eddy.model.smpnn.block;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.engine.NodeEmbedder;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.tensor.DeviceChoice;
import io.eddy.model.tensor.Tensors;

/**
 * Computes embeddings with tensors, on a GPU. Parameters stay there between calls; what a call
 * makes is freed at its end, and what a layer makes at the layer's.
 */
public final class TensorEmbedder implements NodeEmbedder {
  private final SmpnnSettings settings;
  private final Device device;
  private final NDManager manager;
  private final GraphNetwork network;

  /** A network on a device. */
  public TensorEmbedder(SmpnnParameters parameters, Device device) {
    this.settings = parameters.settings();
    this.device = device;
    this.manager = Tensors.newManager(device);
    this.network = GraphNetwork.of(parameters, manager);
  }

  /**
   * The faster way of computing on a chosen device: tensors on a GPU, the kernel of {@link
   * SmpnnEngine} on the processor.
   *
   * @param threads of the kernel
   * @throws IllegalStateException if there is no such GPU
   */
  public static NodeEmbedder on(DeviceChoice choice, SmpnnParameters parameters, int threads) {
    Device device = choice.resolve();
    return device.isGpu()
        ? new TensorEmbedder(parameters, device)
        : new SmpnnEngine(parameters, threads);
  }

  @Override
  public int inputs() {
    return settings.inputs();
  }

  @Override
  public int outputs() {
    return settings.outputs();
  }

  @Override
  public String device() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  @Override
  public float[] embed(CsrGraph graph, float[] features) {
    SmpnnEngine.checkSizes(settings, graph.nodes(), features.length);
    if (graph.nodes() == 0) {
      return new float[0];
    }
    try (NDManager scope = manager.newSubManager()) {
      FeatureMatrix matrix = new FeatureMatrix(features, settings.inputs());
      NDArray outputs =
          network.forward(
              GraphTensors.of(graph, settings.aggregation(), scope),
              FeatureTensors.of(matrix, scope),
              null);
      return outputs.toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
