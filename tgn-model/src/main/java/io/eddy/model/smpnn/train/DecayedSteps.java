package io.eddy.model.smpnn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eddy.model.train.AdamW;
import java.util.ArrayList;
import java.util.List;

/** AdamW in which matrices decay and vectors and scalars do not. One thread. */
final class DecayedSteps {
  private final AdamW matrices;
  private final AdamW others;
  private final int matrixMoments;

  /** Moments at 0 for weights, which must require gradients. */
  DecayedSteps(List<NDArray> weights, double weightDecay, NDManager manager) {
    List<NDArray> decaying = weights.stream().filter(DecayedSteps::isMatrix).toList();
    this.matrices = new AdamW(decaying, weightDecay, manager);
    this.others =
        new AdamW(weights.stream().filter(array -> !isMatrix(array)).toList(), 0, manager);
    this.matrixMoments = 2 * decaying.size();
  }

  private static boolean isMatrix(NDArray array) {
    return array.getShape().dimension() > 1;
  }

  void step(double rate) {
    matrices.step(rate);
    others.step(rate);
  }

  int steps() {
    return matrices.steps();
  }

  List<float[]> moments() {
    List<float[]> moments = new ArrayList<>(matrices.moments());
    moments.addAll(others.moments());
    return moments;
  }

  void restore(int steps, List<float[]> moments) {
    matrices.restore(steps, moments.subList(0, matrixMoments));
    others.restore(steps, moments.subList(matrixMoments, moments.size()));
  }
}
