package io.eddy.model.smpnn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.tensor.Scalars;
import java.util.ArrayList;
import java.util.List;

/**
 * Consistency regularization of a classifier under dropout (Feng et al., Graph Random Neural
 * Networks for Semi-Supervised Learning on Graphs, NeurIPS 2020): S passes that drop different
 * things are to agree on the classes of all nodes, labelled or not. With p⁽ˢ⁾ the probabilities of
 * a node in pass s and p̄ their mean, the mean is sharpened to p̄′ with p̄′_j = p̄_j^(1/T) / Σ_c
 * p̄_c^(1/T), which has no gradient, and the penalty is
 *
 * <pre>{@code (λ/S) Σ_s mean over nodes of ‖p̄′ − p⁽ˢ⁾‖²}</pre>
 *
 * <p>With a mean over nodes λ does not depend on the size of a part. It grows linearly over the
 * first epochs (a ramp as in temporal ensembling, Laine and Aila, ICLR 2017): where few nodes have
 * a class, what the first epochs take a node for is often wrong, and with all of λ it stays so.
 *
 * @param weight λ; 0 for one pass without a penalty
 * @param temperature T, above 0 and at most 1; the lower, the more certain the passes must become
 * @param passes S
 * @param ramp epoch in which λ is first reached; 1 for all of it from the beginning
 */
public record Consistency(double weight, double temperature, int passes, int ramp) {
  /** Labelled nodes alone. */
  public static final Consistency NONE = new Consistency(0, 1, 1, 1);

  /** What validation on Cora and Citeseer chose. */
  public static final Consistency CHOSEN = new Consistency(2, 0.3, 2, 100);

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  public Consistency {
    List<String> errors = new ArrayList<>();
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      errors.add("weight = %s; expected 0 or more".formatted(weight));
    }
    if (!(temperature > 0 && temperature <= 1)) {
      errors.add("temperature = %s; expected above 0 and at most 1".formatted(temperature));
    }
    if (passes < 1) {
      errors.add("passes = %d; expected 1 or more".formatted(passes));
    }
    if (ramp < 1) {
      errors.add("ramp = %d; expected 1 or more".formatted(ramp));
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("consistency: " + String.join("; ", errors));
    }
  }

  /**
   * The penalty, a scalar.
   *
   * @param epoch from 1
   * @param probabilities of each pass, N × C
   * @param scope for arrays of this step
   */
  NDArray penalty(int epoch, List<NDArray> probabilities, NDManager scope) {
    Shape shape = probabilities.get(0).getShape();
    NDArray target = scope.create(target(probabilities, (int) shape.get(1)), shape);
    NDArray sum =
        probabilities.stream()
            .map(pass -> pass.sub(target).square().sum())
            .reduce(NDArray::add)
            .orElseThrow();
    double reached = weight * Math.min(1, (double) epoch / ramp);
    return Scalars.times(sum, reached / (probabilities.size() * (double) shape.get(0)));
  }

  /** The sharpened means, computed outside of the tensors: nothing flows back through them. */
  private float[] target(List<NDArray> probabilities, int classes) {
    float[] target = new float[(int) probabilities.get(0).size()];
    for (NDArray pass : probabilities) {
      float[] values = pass.toFloatArray();
      for (int i = 0; i < target.length; i++) {
        target[i] += values[i];
      }
    }
    for (int row = 0; row < target.length; row += classes) {
      sharpen(target, row, row + classes);
    }
    return target;
  }

  /** The largest becomes 1 on the way, so that no power is lost in what a float can hold. */
  private void sharpen(float[] values, int from, int to) {
    float largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, values[i]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      values[i] = (float) Math.pow(values[i] / largest, 1 / temperature);
      sum += values[i];
    }
    for (int i = from; i < to; i++) {
      values[i] = (float) (values[i] / sum);
    }
  }
}
