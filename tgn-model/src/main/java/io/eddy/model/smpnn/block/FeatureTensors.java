package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.Dropout;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.tensor.SparseTensors;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes tensors of features: sparse where most are 0, so that the first product is cheap. */
public final class FeatureTensors {
  private FeatureTensors() {}

  /**
   * Features as they are, or in training with a share of them dropped and the others scaled up.
   *
   * @param draw decides what is dropped among few values; null outside of training
   */
  public static NDArray of(
      FeatureMatrix features, NDManager manager, double dropout, @Nullable Random draw) {
    double dropped = draw == null ? 0 : dropout;
    int[] places = features.places();
    if (places != null) {
      int[] used = draw == null || dropped == 0 ? places : kept(places, dropped, draw);
      return sparse(features, used, manager, (float) (1 / (1 - dropped)));
    }
    NDArray dense =
        manager.create(features.values(), new Shape(features.rows(), features.columns()));
    return dropped > 0 ? Dropout.dropout(dense, (float) dropped, true).singletonOrThrow() : dense;
  }

  private static int[] kept(int[] places, double dropout, Random draw) {
    int[] kept = new int[places.length];
    int count = 0;
    for (int place : places) {
      if (draw.nextFloat() >= dropout) {
        kept[count++] = place;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static NDArray sparse(
      FeatureMatrix features, int[] places, NDManager manager, float scale) {
    long[] rowOf = new long[places.length];
    long[] columnOf = new long[places.length];
    float[] values = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      rowOf[i] = places[i] / features.columns();
      columnOf[i] = places[i] % features.columns();
      values[i] = features.values()[places[i]] * scale;
    }
    return SparseTensors.of(
        rowOf, columnOf, values, new Shape(features.rows(), features.columns()), manager);
  }
}
