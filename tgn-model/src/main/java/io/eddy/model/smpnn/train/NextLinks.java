package io.eddy.model.smpnn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eddy.model.eval.AveragePrecision;
import io.eddy.model.smpnn.graph.SubGraph;
import io.eddy.model.tensor.Scalars;
import io.eddy.model.train.BinaryLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Self-supervised prediction of the links of the next window: the cosine of two nodes' embeddings
 * is to be high where the next window has an edge between them, against pairs of the same source
 * with a node drawn uniformly. The loss is binary cross-entropy of {@value #SHARPNESS} times the
 * cosine.
 */
public final class NextLinks implements Objective {
  private static final int SHARPNESS = 8;
  private static final float TINY = 1e-6f;

  private final List<LinkWindow> training;
  private final LinkWindow validation;
  private final long seed;

  /**
   * A prediction.
   *
   * @param training windows to learn from
   * @param validation a later window
   * @param seed of the negatives of validation
   */
  public NextLinks(List<LinkWindow> training, LinkWindow validation, long seed) {
    this.training = List.copyOf(training);
    this.validation = validation;
    this.seed = seed;
  }

  @Override
  public String measure() {
    return "roc-auc";
  }

  @Override
  public void epoch(int number, Batching batching, Random random, Step step) {
    for (LinkWindow window : training) {
      if (window.pairs() > 0) {
        batching.epoch(
            window.graph(), window.next(), 2, random, part -> learn(window, part, random, step));
      }
    }
  }

  /** Learns from the pairs that lie within a part's own nodes. */
  private static void learn(LinkWindow window, SubGraph part, Random random, Step step) {
    int[] here = new int[window.graph().nodes()];
    Arrays.fill(here, -1);
    for (int place : part.own()) {
      here[part.nodes()[place]] = place;
    }
    long[] sources = new long[window.pairs()];
    long[] targets = new long[window.pairs()];
    long[] others = new long[window.pairs()];
    int count = 0;
    for (int pair = 0; pair < window.pairs(); pair++) {
      int source = here[window.next()[2 * pair]];
      int target = here[window.next()[2 * pair + 1]];
      if (source >= 0 && target >= 0) {
        sources[count] = source;
        targets[count] = target;
        others[count++] = part.own()[random.nextInt(part.own().length)];
      }
    }
    if (count == 0) {
      return;
    }
    int pairs = count;
    step.on(
        part,
        window.features().of(part.nodes()),
        (pass, scope) -> {
          NDArray outputs = pass.outputs();
          NDArray from = rows(outputs, sources, pairs, scope);
          return BinaryLoss.of(
              logits(from, rows(outputs, targets, pairs, scope)),
              logits(from, rows(outputs, others, pairs, scope)));
        });
  }

  private static NDArray rows(NDArray outputs, long[] places, int count, NDManager scope) {
    NDArray rows = outputs.get(scope.create(Arrays.copyOf(places, count)));
    NDArray lengths = rows.square().sum(new int[] {1}, true).add(TINY).sqrt();
    return rows.div(lengths);
  }

  private static NDArray logits(NDArray from, NDArray to) {
    return Scalars.times(from.mul(to).sum(new int[] {1}), SHARPNESS);
  }

  @Override
  public double validation(Forward forward) {
    float[] outputs = forward.outputs(validation.graph(), validation.features());
    int width = validation.graph().nodes() == 0 ? 1 : outputs.length / validation.graph().nodes();
    return quality(validation, (a, b) -> cosine(outputs, width, a, b), seed).rocAuc();
  }

  /** What a pair of nodes is scored by. */
  public interface PairScore {
    double of(int source, int target);
  }

  /** How well scores tell the pairs of a window's next from as many drawn ones. */
  public static AveragePrecision quality(LinkWindow window, PairScore score, long seed) {
    Random random = new Random(seed);
    AveragePrecision quality = new AveragePrecision();
    for (int pair = 0; pair < window.pairs(); pair++) {
      int source = window.next()[2 * pair];
      quality.add(score.of(source, window.next()[2 * pair + 1]), true);
      quality.add(score.of(source, random.nextInt(window.graph().nodes())), false);
    }
    return quality;
  }

  /** The cosine of two rows. */
  public static double cosine(float[] rows, int width, int a, int b) {
    double ab = 0;
    double aa = TINY;
    double bb = TINY;
    for (int c = 0; c < width; c++) {
      double x = rows[a * width + c];
      double y = rows[b * width + c];
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return ab / Math.sqrt(aa * bb);
  }
}
