package io.eddy.model.smpnn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.graph.SubGraph;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Self-supervised reconstruction: in each step the attributes of a share of the nodes are hidden,
 * and a decoder is to give them back from the outputs. The loss is the scaled cosine error (1 −
 * cos)² of the hidden rows (Hou et al., GraphMAE, KDD 2022). Validation nodes are hidden all the
 * time, so what is measured there was never seen.
 */
public final class HiddenAttributes implements Objective {
  private static final double SHARE = 0.4;
  private static final float TINY = 1e-6f;

  private final CsrGraph graph;
  private final FeatureMatrix targets;
  private final FeatureMatrix visible;
  private final int[] learned;
  private final int[] validation;
  private final double share;

  /**
   * A reconstruction in which a step hides 40 % of the nodes.
   *
   * @param features of all nodes, which a hidden node has none of
   * @param targets what is to be given back: the features themselves, or what is known through them
   * @param validation nodes whose features are never seen
   * @param test others
   */
  public static HiddenAttributes of(
      CsrGraph graph, FeatureMatrix features, FeatureMatrix targets, int[] validation, int[] test) {
    int[] heldBack = IntStream.concat(IntStream.of(validation), IntStream.of(test)).toArray();
    return new HiddenAttributes(graph, features, targets, heldBack, validation, SHARE);
  }

  /**
   * A reconstruction.
   *
   * @param features of all nodes
   * @param targets what is to be given back
   * @param heldBack nodes whose features are never seen: those of validation and test
   * @param validation some of these
   * @param share of the other nodes that a step hides, above 0 and below 1
   */
  HiddenAttributes(
      CsrGraph graph,
      FeatureMatrix features,
      FeatureMatrix targets,
      int[] heldBack,
      int[] validation,
      double share) {
    boolean[] hidden = new boolean[graph.nodes()];
    for (int node : heldBack) {
      hidden[node] = true;
    }
    this.graph = graph;
    this.targets = targets;
    this.visible = features.without(hidden);
    this.learned = IntStream.range(0, graph.nodes()).filter(node -> !hidden[node]).toArray();
    this.validation = validation.clone();
    this.share = share;
  }

  @Override
  public String measure() {
    return "cosine";
  }

  @Override
  public void epoch(int number, Batching batching, Random random, Step step) {
    batching.epoch(graph, learned, 1, random, part -> learn(part, random, step));
  }

  private void learn(SubGraph part, Random random, Step step) {
    int[] asked = IntStream.of(part.own()).filter(i -> random.nextDouble() < share).toArray();
    if (asked.length == 0) {
      return;
    }
    boolean[] hidden = new boolean[part.nodes().length];
    for (int place : asked) {
      hidden[place] = true;
    }
    FeatureMatrix features = visible.of(part.nodes()).without(hidden);
    step.on(part, features, (pass, scope) -> loss(part, asked, pass.outputs(), scope));
  }

  private NDArray loss(SubGraph part, int[] asked, NDArray outputs, NDManager scope) {
    int width = targets.columns();
    float[] truth = new float[asked.length * width];
    for (int i = 0; i < asked.length; i++) {
      int node = part.nodes()[asked[i]];
      System.arraycopy(targets.values(), node * width, truth, i * width, width);
    }
    long[] places = Arrays.stream(asked).asLongStream().toArray();
    NDArray given = unit(outputs.get(scope.create(places)));
    NDArray wanted = unit(scope.create(truth, new Shape(asked.length, width)));
    return given.mul(wanted).sum(new int[] {1}).neg().add(1).square().mean();
  }

  private static NDArray unit(NDArray rows) {
    return rows.div(rows.square().sum(new int[] {1}, true).add(TINY).sqrt());
  }

  @Override
  public double validation(Forward forward) {
    return cosine(forward.outputs(graph, visible), validation);
  }

  /** What a network sees outside of training: all attributes but those held back. */
  public FeatureMatrix visible() {
    return visible;
  }

  /** The mean cosine between what outputs say of some nodes and their true attributes. */
  public double cosine(float[] outputs, int[] nodes) {
    double sum = 0;
    int width = targets.columns();
    for (int node : nodes) {
      double xy = 0;
      double xx = TINY;
      double yy = TINY;
      for (int c = 0; c < width; c++) {
        double x = outputs[node * width + c];
        double y = targets.values()[node * width + c];
        xy += x * y;
        xx += x * x;
        yy += y * y;
      }
      sum += xy / Math.sqrt(xx * yy);
    }
    return sum / nodes.length;
  }
}
