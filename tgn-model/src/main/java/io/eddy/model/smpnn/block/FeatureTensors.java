package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.tensor.SparseTensors;
import java.util.Arrays;
import java.util.Random;

/** Makes tensors of features: sparse where most are 0, so that the first product is cheap. */
public final class FeatureTensors {
  private FeatureTensors() {}

  /** Features as they are. */
  public static NDArray of(FeatureMatrix features, NDManager manager) {
    int[] places = features.places();
    return places == null ? dense(features, manager) : sparse(features, places, manager, 1);
  }

  /**
   * Features as a step of training sees them.
   *
   * @param dropped share of the values, the others being scaled up
   * @param draw decides which
   */
  public static NDArray of(FeatureMatrix features, NDManager manager, double dropped, Random draw) {
    int[] places = features.places();
    if (places == null) {
      return Mask.drop(dense(features, manager), dropped, draw);
    }
    int[] kept = dropped == 0 ? places : kept(places, dropped, draw);
    return sparse(features, kept, manager, (float) (1 / (1 - dropped)));
  }

  private static NDArray dense(FeatureMatrix features, NDManager manager) {
    return manager.create(features.values(), new Shape(features.rows(), features.columns()));
  }

  private static int[] kept(int[] places, double dropped, Random draw) {
    int[] kept = new int[places.length];
    int count = 0;
    for (int place : places) {
      if (draw.nextFloat() >= dropped) {
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
