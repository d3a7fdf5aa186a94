package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019, algorithm 2): w ← w − η·λ·w −
 * η·m̂/(√v̂ + ε).
 *
 * <p>DJL has an optimizer of this name, but it keeps its moments to itself, and a training that is
 * taken up again needs them. Arrays live in the manager given; one thread.
 */
public final class AdamW {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double weightDecay;
  private final List<NDArray> weights;
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> squares = new ArrayList<>();
  private int steps;

  /** Moments at 0 for weights, which must require gradients. */
  public AdamW(List<NDArray> weights, double weightDecay, NDManager manager) {
    this.weights = weights;
    this.weightDecay = weightDecay;
    for (NDArray weight : weights) {
      means.add(manager.zeros(weight.getShape()));
      squares.add(manager.zeros(weight.getShape()));
    }
  }

  /** Moves all weights against their gradients, which are then 0. */
  public void step(double rate) {
    steps++;
    double meanCorrection = 1 - Math.pow(BETA_1, steps);
    double squareCorrection = Math.sqrt(1 - Math.pow(BETA_2, steps));
    for (int i = 0; i < weights.size(); i++) {
      NDArray weight = weights.get(i);
      try (NDManager scope = weight.getManager().newSubManager()) {
        NDArray gradient = weight.getGradient();
        gradient.attach(scope);
        NDArray mean = means.get(i);
        NDArray square = squares.get(i);
        mean.muli(BETA_1).addi(attached(scope, gradient.mul(1 - BETA_1)));
        square
            .muli(BETA_2)
            .addi(attached(scope, attached(scope, gradient.square()).mul(1 - BETA_2)));
        NDArray root = attached(scope, square.sqrt());
        root.divi(squareCorrection).addi(EPSILON);
        NDArray change = attached(scope, mean.div(root));
        change.muli(rate / meanCorrection);
        weight.muli(1 - rate * weightDecay);
        weight.subi(change);
        // Backward adds to what is there.
        gradient.subi(gradient);
      }
    }
  }

  /** Steps made so far. */
  public int steps() {
    return steps;
  }

  /** The moments: of each array of weights the running mean, then the running square. */
  public List<float[]> moments() {
    List<float[]> moments = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      moments.add(means.get(i).toFloatArray());
      moments.add(squares.get(i).toFloatArray());
    }
    return moments;
  }

  /** Takes up where another left off. */
  public void restore(int stepsMade, List<float[]> moments) {
    steps = stepsMade;
    for (int i = 0; i < weights.size(); i++) {
      copy(moments.get(2 * i), means.get(i));
      copy(moments.get(2 * i + 1), squares.get(i));
    }
  }

  private static void copy(float[] values, NDArray target) {
    try (NDArray array = target.getManager().create(values, target.getShape())) {
      array.copyTo(target);
    }
  }

  /** Frees an intermediate result with its scope. */
  private static NDArray attached(NDManager scope, NDArray array) {
    array.attach(scope);
    return array;
  }
}
