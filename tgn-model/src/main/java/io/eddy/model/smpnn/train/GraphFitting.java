package io.eddy.model.smpnn.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eddy.model.smpnn.block.FeatureTensors;
import io.eddy.model.smpnn.block.GraphBlock;
import io.eddy.model.smpnn.block.GraphNetwork;
import io.eddy.model.smpnn.block.GraphTensors;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.graph.SubGraph;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArraysLayout;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.train.Checkpoint;
import io.eddy.model.train.EpochResult;
import io.eddy.model.train.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fits a network over graphs to an objective with {@link io.eddy.model.train.AdamW}, looks at
 * validation after each epoch, and ends when that has not become better for some epochs.
 *
 * <p>An epoch depends on the seed, its number and the parameters it begins with, so a training that
 * is taken up again makes the steps it would have made. Use from one thread.
 */
public final class GraphFitting {
  private final Objective objective;
  private final Batching batching;
  private final Supplier<GraphBlock> block;
  private final FitSettings settings;
  private final Device device;
  private final NamedArrays start;

  /**
   * A training whose parameters begin with draws from its seed.
   *
   * @param block makes the network, its parameters not yet drawn
   */
  public GraphFitting(
      Objective objective,
      Batching batching,
      Supplier<GraphBlock> block,
      FitSettings settings,
      Device device) {
    this(objective, batching, block, settings, device, NamedArrays.NONE);
  }

  /**
   * A training that begins with what another has learned.
   *
   * @param block makes the network, its parameters not yet drawn
   * @param start first values of some of the parameters; the others are drawn
   */
  public GraphFitting(
      Objective objective,
      Batching batching,
      Supplier<GraphBlock> block,
      FitSettings settings,
      Device device,
      NamedArrays start) {
    this.objective = objective;
    this.batching = batching;
    this.block = block;
    this.settings = settings;
    this.device = device;
    this.start = start;
  }

  /** Trains without a checkpoint. */
  public Fitted run(FitProgress progress) {
    try {
      return run("", null, progress);
    } catch (IOException e) {
      throw new IllegalStateException("training without a checkpoint touched a file", e);
    }
  }

  /**
   * Trains, from the checkpoint on if there is one.
   *
   * @param identity of data and settings, kept in the checkpoint
   * @param checkpoint its file, or null for none
   * @throws TrainingException if the checkpoint is of another training, or the loss became no
   *     number
   * @throws IOException if the checkpoint cannot be read or written
   */
  public Fitted run(String identity, @Nullable Path checkpoint, FitProgress progress)
      throws IOException {
    try (NDManager manager = Tensors.newManager(device)) {
      GraphNetwork network = new GraphNetwork(block.get(), manager);
      network.draw(settings.seed());
      network.set(network.parameters().with(start));
      network.arrays().forEach(array -> array.setRequiresGradient(true));
      DecayedSteps optimizer = new DecayedSteps(network.arrays(), settings.weightDecay(), manager);
      List<FitEpoch> epochs = new ArrayList<>();
      NamedArrays best = network.parameters();
      Checkpoint<NamedArrays> earlier =
          checkpoint == null
              ? null
              : Checkpoint.read(checkpoint, identity, NamedArraysLayout.INSTANCE).orElse(null);
      if (earlier != null) {
        network.set(earlier.parameters());
        optimizer.restore(earlier.steps(), earlier.moments());
        best = earlier.best();
        earlier.epochs().forEach(e -> epochs.add(of(e)));
        progress.resumed(epochs.get(epochs.size() - 1));
      }
      Wholes wholes = new Wholes(network, manager);
      while (epochs.size() < settings.epochs() && !stale(epochs)) {
        int number = epochs.size() + 1;
        double loss = epoch(number, network, wholes, optimizer, manager);
        FitEpoch epoch =
            new FitEpoch(number, loss, objective.validation((g, f) -> wholes.outputs(g, f)));
        if (epochs.isEmpty() || epoch.validation() > new Fitted(best, epochs).best().validation()) {
          best = network.parameters();
        }
        epochs.add(epoch);
        if (checkpoint != null) {
          new Checkpoint<>(
                  identity,
                  epochs.stream().map(GraphFitting::of).toList(),
                  network.parameters(),
                  best,
                  optimizer.steps(),
                  optimizer.moments())
              .write(checkpoint, NamedArraysLayout.INSTANCE);
        }
        progress.epoch(epoch);
      }
      return new Fitted(best, epochs);
    }
  }

  /** A checkpoint keeps the measure of whatever objective where others keep their MRR. */
  private static EpochResult of(FitEpoch epoch) {
    return new EpochResult(epoch.epoch(), epoch.loss(), epoch.validation());
  }

  private static FitEpoch of(EpochResult epoch) {
    return new FitEpoch(epoch.epoch(), epoch.loss(), epoch.validationMrr());
  }

  private boolean stale(List<FitEpoch> epochs) {
    return !epochs.isEmpty() && epochs.size() - bestOf(epochs).epoch() >= settings.patience();
  }

  private static FitEpoch bestOf(List<FitEpoch> epochs) {
    return new Fitted(new NamedArrays(Map.of()), epochs).best();
  }

  private double epoch(
      int number, GraphNetwork network, Wholes wholes, DecayedSteps optimizer, NDManager manager) {
    Random random = new Random(settings.seed() * 31 + number);
    Tensors.engine().setRandomSeed(random.nextInt());
    double[] total = new double[2];
    objective.epoch(
        number,
        batching,
        random,
        (part, features, loss) -> {
          double value = step(part, features, loss, network, wholes, random, manager);
          if (!Double.isFinite(value)) {
            throw new TrainingException(
                "the training loss became %s in epoch %d; lower the learning rate %s"
                    .formatted(value, number, settings.rate()));
          }
          optimizer.step(settings.rate());
          total[0] += value;
          total[1]++;
        });
    if (total[1] == 0) {
      throw new TrainingException("nothing to learn from: no step in epoch %d".formatted(number));
    }
    return total[0] / total[1];
  }

  private double step(
      SubGraph part,
      FeatureMatrix features,
      Objective.OutputLoss loss,
      GraphNetwork network,
      Wholes wholes,
      Random random,
      NDManager manager) {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Tensors.engine().newGradientCollector()) {
      GraphTensors graph = wholes.tensors(part.graph(), scope);
      NDArray value =
          loss.of(
              () ->
                  network.forward(
                      graph,
                      FeatureTensors.of(features, scope, settings.featureDropout(), random),
                      random),
              scope);
      collector.backward(value);
      return value.getFloat();
    }
  }

  /** Tensors of graphs that validation sees whole; they serve steps over the same graphs too. */
  private static final class Wholes {
    private final GraphNetwork network;
    private final NDManager manager;
    private final Map<CsrGraph, GraphTensors> known = new IdentityHashMap<>();

    Wholes(GraphNetwork network, NDManager manager) {
      this.network = network;
      this.manager = manager;
    }

    GraphTensors tensors(CsrGraph graph, NDManager scope) {
      GraphTensors whole = known.get(graph);
      return whole == null ? GraphTensors.of(graph, network.aggregation(), scope) : whole;
    }

    float[] outputs(CsrGraph graph, FeatureMatrix features) {
      GraphTensors tensors =
          known.computeIfAbsent(graph, g -> GraphTensors.of(g, network.aggregation(), manager));
      try (NDManager scope = manager.newSubManager()) {
        return network.forward(tensors, FeatureTensors.of(features, scope), null).toFloatArray();
      }
    }
  }
}
