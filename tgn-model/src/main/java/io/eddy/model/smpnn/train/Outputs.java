package io.eddy.model.smpnn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.smpnn.block.FeatureTensors;
import io.eddy.model.smpnn.block.GraphBlock;
import io.eddy.model.smpnn.block.GraphNetwork;
import io.eddy.model.smpnn.block.GraphTensors;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.graph.Smoothness;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;

/**
 * What a fitted network of any kind makes of a whole graph, outside of training.
 *
 * @param rows the outputs, node by node
 * @param last how alike the rows of the last hidden layer are
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in a hot path; nobody compares outputs.
public record Outputs(float[] rows, Smoothness last) {

  /**
   * Computes on the processor.
   *
   * @param block of the kind that was fitted, new
   */
  public static Outputs of(
      GraphBlock block, NamedArrays parameters, CsrGraph graph, FeatureMatrix features) {
    try (NDManager manager = Tensors.newManager()) {
      GraphNetwork network = new GraphNetwork(block, manager);
      network.set(parameters);
      float[][][] last = new float[1][][];
      NDArray outputs =
          network.forward(
              GraphTensors.of(graph, network.aggregation(), manager),
              FeatureTensors.of(features, manager),
              null,
              layer -> last[0] = rows(layer));
      Smoothness smoothness = Smoothness.of(graph, last[0] == null ? rows(outputs) : last[0]);
      return new Outputs(outputs.toFloatArray(), smoothness);
    }
  }

  private static float[][] rows(NDArray layer) {
    Shape shape = layer.getShape();
    int columns = (int) shape.get(1);
    float[] flat = layer.toFloatArray();
    float[][] rows = new float[(int) shape.get(0)][columns];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(flat, row * columns, rows[row], 0, columns);
    }
    return rows;
  }
}
