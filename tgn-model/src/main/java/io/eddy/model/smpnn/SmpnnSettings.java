package io.eddy.model.smpnn;

import io.eddy.model.smpnn.graph.Aggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a scalable message passing network is made of. With all parts:
 *
 * <pre>
 * x = SiLU(W_in f + b_in)
 * in each layer:  h = LayerNorm₁(x)
 *                 x ← x + α₁·SiLU(R h W)
 *                 x ← x + α₂·SiLU(LayerNorm₂(x) W_ff)
 * out = W_out x + b_out
 * </pre>
 *
 * f are a node's features, R the operator of the aggregation, α₁ and α₂ one learned scalar a layer.
 *
 * @param inputs features of a node, F
 * @param hidden width of the layers, H
 * @param outputs of the network, O: classes, or the length of an embedding
 * @param layers L
 * @param aggregation how neighbours are taken together; the paper's is {@link
 *     Aggregation#SYMMETRIC}
 * @param residual whether x is added again after each branch
 * @param scaled whether the branches have their α; else it is 1
 * @param normalised whether there are layer norms
 * @param feedForward 0: no feed-forward branch; 1: one H×H matrix, as in the paper; more: a hidden
 *     layer of so many times H with SiLU, and a second matrix back to H
 * @param attention whether linear global attention is added to R h W
 * @param dropout share of the values that training drops of x before the layers, of what enters a
 *     branch, and of x before the output map
 * @param layerDrop share of the branches that training leaves out, 0 in the first layer and growing
 *     in a straight line to this in the last (stochastic depth, Huang et al. 2016)
 */
public record SmpnnSettings(
    int inputs,
    int hidden,
    int outputs,
    int layers,
    Aggregation aggregation,
    boolean residual,
    boolean scaled,
    boolean normalised,
    int feedForward,
    boolean attention,
    double dropout,
    double layerDrop) {
  private static final int MAX_WIDTH = 1 << 16;
  private static final int MAX_HIDDEN = 4096;
  private static final int MAX_LAYERS = 64;
  private static final int MAX_FEED_FORWARD = 8;

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  public SmpnnSettings {
    List<String> errors = new ArrayList<>();
    within(errors, "inputs", inputs, 1, MAX_WIDTH);
    within(errors, "hidden", hidden, 1, MAX_HIDDEN);
    within(errors, "outputs", outputs, 1, MAX_HIDDEN);
    within(errors, "layers", layers, 1, MAX_LAYERS);
    within(errors, "feedForward", feedForward, 0, MAX_FEED_FORWARD);
    share(errors, "dropout", dropout);
    share(errors, "layerDrop", layerDrop);
    if (layerDrop > 0 && !residual) {
      errors.add("layerDrop = %s without residual connections; expected 0".formatted(layerDrop));
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("SMPNN settings: " + String.join("; ", errors));
    }
  }

  /** The network of the paper, without dropout. */
  public static SmpnnSettings of(int inputs, int hidden, int outputs, int layers) {
    return new SmpnnSettings(
        inputs, hidden, outputs, layers, Aggregation.SYMMETRIC, true, true, true, 1, false, 0, 0);
  }

  /** The same with another number of outputs. */
  public SmpnnSettings withOutputs(int other) {
    return with(copy -> copy.outputs = other);
  }

  /** The same with another aggregation. */
  public SmpnnSettings withAggregation(Aggregation other) {
    return with(copy -> copy.aggregation = other);
  }

  /** The same with or without residual connections. */
  public SmpnnSettings withResidual(boolean other) {
    return with(copy -> copy.residual = other);
  }

  /** The same with or without learned scalars. */
  public SmpnnSettings withScaled(boolean other) {
    return with(copy -> copy.scaled = other);
  }

  /** The same with or without layer norms. */
  public SmpnnSettings withNormalised(boolean other) {
    return with(copy -> copy.normalised = other);
  }

  /** The same with another feed-forward branch. */
  public SmpnnSettings withFeedForward(int other) {
    return with(copy -> copy.feedForward = other);
  }

  /** The same with or without attention. */
  public SmpnnSettings withAttention(boolean other) {
    return with(copy -> copy.attention = other);
  }

  /** The same with other shares dropped in training. */
  public SmpnnSettings withDropout(double values, double branches) {
    return with(
        copy -> {
          copy.dropout = values;
          copy.layerDrop = branches;
        });
  }

  private SmpnnSettings with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new SmpnnSettings(
        inputs,
        hidden,
        copy.outputs,
        layers,
        copy.aggregation,
        copy.residual,
        copy.scaled,
        copy.normalised,
        copy.feedForward,
        copy.attention,
        copy.dropout,
        copy.layerDrop);
  }

  /** What may differ. */
  private static final class Copy {
    int outputs;
    Aggregation aggregation;
    boolean residual;
    boolean scaled;
    boolean normalised;
    int feedForward;
    boolean attention;
    double dropout;
    double layerDrop;

    Copy(SmpnnSettings of) {
      outputs = of.outputs;
      aggregation = of.aggregation;
      residual = of.residual;
      scaled = of.scaled;
      normalised = of.normalised;
      feedForward = of.feedForward;
      attention = of.attention;
      dropout = of.dropout;
      layerDrop = of.layerDrop;
    }
  }

  private static void within(List<String> errors, String name, int value, int least, int most) {
    if (value < least || value > most) {
      errors.add("%s = %d; expected %d to %d".formatted(name, value, least, most));
    }
  }

  private static void share(List<String> errors, String name, double value) {
    if (!(value >= 0 && value < 1)) {
      errors.add("%s = %s; expected 0 to 1, exclusive".formatted(name, value));
    }
  }
}
