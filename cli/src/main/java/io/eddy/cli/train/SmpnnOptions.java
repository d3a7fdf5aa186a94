package io.eddy.cli.train;

import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.smpnn.graph.NodeFeatures;
import io.eddy.model.smpnn.train.Batching;
import io.eddy.model.smpnn.train.FitSettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code eddy train smpnn} that say what is trained and how. */
final class SmpnnOptions {
  private static final int FAN_OUT = 10;

  /** Choices of {@code --task}; named as they are typed. */
  enum Task {
    /** Classes of nodes. */
    classes,
    /** Links of the next window. */
    links,
    /** Hidden attributes of nodes. */
    attributes
  }

  /** Choices of {@code --batches}. */
  enum Batches {
    /** The whole graph at once. */
    whole,
    /** Drawn neighbours. */
    neighbours,
    /** Clusters with halo. */
    clusters
  }

  /** Choices of {@code --aggregation}. */
  enum Neighbourhood {
    /** Symmetrically normalised, as in the paper. */
    symmetric,
    /** The sum. */
    sum,
    /** The mean. */
    mean,
    /** The maximum. */
    max
  }

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = {
        "One of ${COMPLETION-CANDIDATES} (default: classes for cora and citeseer, else links).",
        "Classes are of cora and citeseer only, links of streams; attributes of both."
      })
  @Nullable Task task;

  @Option(
      names = "--batches",
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Batches batches = Batches.whole;

  @Option(
      names = "--fan-outs",
      split = ",",
      paramLabel = "N",
      description = {
        "Neighbours drawn at each hop with --batches neighbours; one number a layer",
        "(default: " + FAN_OUT + " for each)."
      })
  @Nullable List<Integer> fanOuts;

  @Option(
      names = "--batch",
      defaultValue = "512",
      paramLabel = "N",
      description =
          "Nodes or links of a step with --batches neighbours (default: ${DEFAULT-VALUE}).")
  int batch;

  @Option(
      names = "--clusters",
      defaultValue = "50",
      paramLabel = "N",
      description = "Clusters with --batches clusters (default: ${DEFAULT-VALUE}).")
  int clusters;

  @Option(
      names = "--clusters-together",
      defaultValue = "10",
      paramLabel = "N",
      description = "Clusters of a step (default: ${DEFAULT-VALUE}).")
  int together;

  @Option(
      names = "--halo",
      defaultValue = "1",
      paramLabel = "HOPS",
      description =
          "Hops around the clusters that a step sees as well (default: ${DEFAULT-VALUE}).")
  int halo;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Seed of parameters, dropout and draws (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--epochs",
      defaultValue = "300",
      paramLabel = "N",
      description = "At most so many epochs (default: ${DEFAULT-VALUE}).")
  int epochs;

  @Option(
      names = "--patience",
      defaultValue = "100",
      paramLabel = "N",
      description = {
        "Epochs without a better validation after which training ends (default: ${DEFAULT-VALUE})."
      })
  int patience;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description = "Learning rate (default: 0.01 for cora and citeseer, else 0.003).")
  @Nullable Double rate;

  @Option(
      names = "--decay",
      paramLabel = "RATE",
      description = "Weight decay of matrices (default: 2 for cora and citeseer, else 1).")
  @Nullable Double decay;

  @Option(
      names = "--hidden",
      defaultValue = "64",
      paramLabel = "N",
      description = "Width of the layers (default: ${DEFAULT-VALUE}).")
  int hidden;

  @Option(
      names = "--embedding",
      defaultValue = "64",
      paramLabel = "N",
      description =
          "Numbers of an embedding; for classes as many as there are (default: ${DEFAULT-VALUE}).")
  int embedding;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Layers (default: 4 for cora and citeseer, else 2).")
  @Nullable Integer layers;

  @Option(
      names = "--aggregation",
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Neighbourhood aggregation = Neighbourhood.symmetric;

  @Option(names = "--attention", description = "Add linear global attention to the convolution.")
  boolean attention;

  @Option(
      names = "--feed-forward",
      defaultValue = "1",
      paramLabel = "N",
      description = {
        "Feed-forward branch: 0 none, 1 one square matrix, more: a hidden layer so many times as",
        "wide (default: ${DEFAULT-VALUE})."
      })
  int feedForward;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = {
        "Share of what enters a branch or the output map that training drops",
        "(default: 0.5 for cora and citeseer, else 0)."
      })
  @Nullable Double dropout;

  @Option(
      names = "--feature-dropout",
      paramLabel = "SHARE",
      description =
          "Share of the features that training drops (default: 0.7 for classes, 0.9 for the"
              + " attributes of cora and citeseer, else 0.8).")
  @Nullable Double featureDropout;

  @Option(
      names = "--layer-drop",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Share of the last layer that training leaves out (default: ${DEFAULT-VALUE}).")
  double layerDrop;

  @Option(
      names = "--windows",
      defaultValue = "10",
      paramLabel = "N",
      description = {
        "Windows of as many events each that a stream is cut into, 4 or more",
        "(default: ${DEFAULT-VALUE})."
      })
  int windows;

  @Option(
      names = "--sketch",
      defaultValue = "60",
      paramLabel = "N",
      description =
          "Numbers of a node's sketch, beside 4 of its place in a stream's graph (default:"
              + " ${DEFAULT-VALUE}).")
  int sketch;

  @Option(
      names = "--start",
      paramLabel = "DIR",
      description = {
        "Begin with the network of this bundle instead of random parameters, but for the output",
        "map: with what --task attributes or links has learned of the same features."
      })
  @Nullable Path start;

  @Mixin ConsistencyOptions consistency = new ConsistencyOptions();

  @Mixin StreamFeatureOptions features = new StreamFeatureOptions();

  /** Columns of a stream's features. */
  int streamFeatures() {
    return NodeFeatures.STRUCTURE + sketch + features.plan().extraColumns();
  }

  private int layers(boolean given) {
    return layers == null ? (given ? 4 : 2) : layers;
  }

  private List<Integer> fanOuts(int networkLayers) {
    return fanOuts == null ? Collections.nCopies(networkLayers, FAN_OUT) : fanOuts;
  }

  private double featureDropout(boolean given) {
    boolean classes = given && task != Task.attributes;
    return featureDropout == null ? (classes ? 0.7 : given ? 0.9 : 0.8) : featureDropout;
  }

  /**
   * The network.
   *
   * @param given whether the nodes came with features
   * @throws IllegalArgumentException that lists all that is wrong
   */
  SmpnnSettings network(int inputs, int outputs, boolean given) {
    return new SmpnnSettings(
        inputs,
        hidden,
        outputs,
        layers(given),
        Aggregation.valueOf(aggregation.name().toUpperCase(Locale.ROOT)),
        true,
        true,
        true,
        feedForward,
        attention,
        dropout == null ? (given ? 0.5 : 0) : dropout,
        layerDrop);
  }

  /**
   * The training.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  FitSettings training(boolean given) {
    if (windows < 4) {
      throw new IllegalArgumentException("--windows %d; expected 4 or more".formatted(windows));
    }
    if (sketch < 0) {
      throw new IllegalArgumentException("--sketch %d; expected 0 or more".formatted(sketch));
    }
    return new FitSettings(
        seed,
        epochs,
        patience,
        rate == null ? (given ? 0.01 : 0.003) : rate,
        decay == null ? (given ? 2 : 1) : decay,
        featureDropout(given));
  }

  /** In which parts is learned, in full, for the identity of a training. */
  String parts(boolean stream, int networkLayers) {
    return switch (batches) {
          case whole -> "whole graph";
          case neighbours -> "%d with neighbours %s".formatted(batch, fanOuts(networkLayers));
          case clusters -> "%d of %d clusters, halo %d".formatted(together, clusters, halo);
        }
        + (stream ? ", " + windows + " windows" : "");
  }

  /**
   * The batches.
   *
   * @param given whether the nodes came with features
   * @throws IllegalArgumentException if they cannot be made
   */
  Batching batching(boolean given) {
    switch (batches) {
      case neighbours:
        List<Integer> drawn = fanOuts(layers(given));
        if (drawn.size() != layers(given) || batch < 1) {
          throw new IllegalArgumentException(
              "--fan-outs %s, --layers %d, --batch %d; expected one number of neighbours a layer, and 1 or more in a batch"
                  .formatted(drawn, layers(given), batch));
        }
        return Batching.neighbours(batch, drawn.stream().mapToInt(Integer::intValue).toArray());
      case clusters:
        return Batching.clusters(clusters, together, halo);
      case whole:
      default:
        return Batching.whole();
    }
  }
}
