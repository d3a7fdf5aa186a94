package io.eddy.model.ranker;

import java.io.Serializable;

/**
 * One affine layer, y = W·x + b.
 *
 * @param inputs length of x
 * @param outputs length of y
 * @param weights W, outputs × inputs, row by row; shared, not to be changed
 * @param biases b, of length outputs; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every weight; nobody compares layers.
public record DenseLayer(int inputs, int outputs, float[] weights, float[] biases)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Checks that the arrays have the lengths that the dimensions ask for, and no NaN or infinity.
   */
  public DenseLayer {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "a layer of %d inputs and %d outputs; expected 1 or more of each"
              .formatted(inputs, outputs));
    }
    if (weights.length != inputs * outputs || biases.length != outputs) {
      throw new IllegalArgumentException(
          "%d weights and %d biases for a layer of %d inputs and %d outputs; expected %d and %d"
              .formatted(
                  weights.length, biases.length, inputs, outputs, inputs * outputs, outputs));
    }
    requireFinite("weight", weights);
    requireFinite("bias", biases);
  }

  private static void requireFinite(String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s %d of a layer is %s; expected a finite number".formatted(what, i, values[i]));
      }
    }
  }
}
