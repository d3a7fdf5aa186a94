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

  /** Features as a step of training sees them; {@code draw} decides what is dropped. */
  public static NDArray of(
      FeatureMatrix features, NDManager manager, FeatureDropout dropout, Random draw) {
    boolean[] left = left(features.rows(), dropout.nodes(), draw);
    int[] places = features.places();
    if (places != null) {
      int[] kept = kept(places, features.columns(), left, dropout.values(), draw);
      return sparse(features, kept, manager, (float) (1 / (1 - dropout.values())));
    }
    NDArray x = Mask.drop(dense(features, manager), dropout.values(), draw);
    return dropout.nodes() == 0 ? x : x.mul(rows(left, manager));
  }

  private static NDArray dense(FeatureMatrix features, NDManager manager) {
    return manager.create(features.values(), new Shape(features.rows(), features.columns()));
  }

  private static boolean[] left(int rows, double dropped, Random draw) {
    boolean[] left = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      left[row] = dropped == 0 || draw.nextFloat() >= dropped;
    }
    return left;
  }

  private static NDArray rows(boolean[] left, NDManager manager) {
    float[] mask = new float[left.length];
    for (int row = 0; row < mask.length; row++) {
      mask[row] = left[row] ? 1 : 0;
    }
    return manager.create(mask, new Shape(mask.length, 1));
  }

  private static int[] kept(
      int[] places, int columns, boolean[] left, double dropped, Random draw) {
    int[] kept = new int[places.length];
    int count = 0;
    for (int place : places) {
      if (left[place / columns] && (dropped == 0 || draw.nextFloat() >= dropped)) {
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
