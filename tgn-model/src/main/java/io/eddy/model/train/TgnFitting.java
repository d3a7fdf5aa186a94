package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArraysLayout;
import io.eddy.model.tensor.Scalars;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.TgnBatch;
import io.eddy.model.tgn.engine.TgnState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fits a temporal graph network to a stream: every epoch begins with empty memories and replays the
 * events in their order, in batches, with {@link BinaryLoss} between each event and its negatives
 * and {@link AdamW} without decay under {@link WarmupCosine}. The raw messages of a batch wait for
 * a later one, inside whose loss they go into the memories, so the memory updater gets gradients;
 * none goes further back. After each epoch a look at validation and a checkpoint; it ends early
 * when validation has not become better for some epochs.
 *
 * <p>An epoch depends on the seed, its number and the parameters it begins with, so a training that
 * is taken up again makes the steps it would have made.
 */
final class TgnFitting {
  private static final int LOSS_WINDOW = 100;

  private final EdgeColumns events;
  private final TgnSettings network;
  private final TgnTrainingSettings settings;
  private final String identity;
  private final Path checkpoint;
  private final ToDoubleBiFunction<Integer, NamedArrays> validation;
  private final TrainingProgress progress;

  /**
   * A training.
   *
   * @param events to learn from
   * @param identity of data and settings, kept in the checkpoint
   * @param checkpoint file of the checkpoint
   * @param validation the validation MRR of an epoch's parameters
   */
  TgnFitting(
      EdgeColumns events,
      TgnSettings network,
      TgnTrainingSettings settings,
      String identity,
      Path checkpoint,
      ToDoubleBiFunction<Integer, NamedArrays> validation,
      TrainingProgress progress) {
    this.events = events;
    this.network = network;
    this.settings = settings;
    this.identity = identity;
    this.checkpoint = checkpoint;
    this.validation = validation;
    this.progress = progress;
  }

  /** Trains, from the checkpoint on if there is one. */
  EpochLoop.Result<NamedArrays> run() throws IOException {
    if (events.size() == 0) {
      throw new TrainingException("no training events: the data has too few to learn from");
    }
    try (NDManager manager = Tensors.newManager()) {
      return new EpochLoop<>(
              identity,
              checkpoint,
              NamedArraysLayout.INSTANCE,
              settings.epochs(),
              settings.patience(),
              validation,
              progress)
          .run(earlier -> new Learner(earlier, manager));
    }
  }

  private final class Learner implements EpochLoop.Learner<NamedArrays> {
    private final NDManager manager;
    private final TgnNetwork tgn;
    private final AdamW optimizer;

    Learner(@Nullable NamedArrays earlier, NDManager manager) {
      this.manager = manager;
      this.tgn =
          earlier == null
              ? TgnNetwork.seeded(network, settings.seed(), manager)
              : TgnNetwork.of(network, earlier, manager);
      List<NDArray> arrays = tgn.arrays();
      arrays.forEach(array -> array.setRequiresGradient(true));
      this.optimizer = new AdamW(arrays, 0, manager);
    }

    @Override
    public double epoch(int epoch) {
      return TgnFitting.this.epoch(epoch, tgn, optimizer, manager);
    }

    @Override
    public NamedArrays parameters() {
      return tgn.parameters();
    }

    @Override
    public AdamW optimizer() {
      return optimizer;
    }
  }

  private double epoch(int epoch, TgnNetwork tgn, AdamW optimizer, NDManager manager) {
    TgnBatch batch = new TgnBatch(new TgnState(network));
    TgnNegatives negatives = new TgnNegatives(events, settings, epoch);
    int steps = (events.size() + settings.batch() - 1) / settings.batch();
    WarmupCosine rates =
        new WarmupCosine(settings.peakRate(), settings.warmupSteps(), steps * settings.epochs());
    double total = 0;
    double window = 0;
    for (int step = 0; step < steps; step++) {
      int from = step * settings.batch();
      int to = Math.min(events.size(), from + settings.batch());
      batch.prepare(events, from, to, negatives.draw(from, to), settings.negatives());
      double loss = step(batch, tgn, settings.ponder(), manager);
      if (!Double.isFinite(loss)) {
        throw new TrainingException(
            "the training loss became %s at step %d of epoch %d; lower the learning rate %s"
                .formatted(loss, step + 1, epoch, settings.peakRate()));
      }
      optimizer.step(rates.at((epoch - 1) * steps + step));
      total += loss * (to - from);
      window += loss;
      if ((step + 1) % LOSS_WINDOW == 0) {
        progress.step(epoch, step + 1, steps, window / LOSS_WINDOW);
        window = 0;
      }
    }
    return total / events.size();
  }

  private static double step(TgnBatch batch, TgnNetwork tgn, double ponder, NDManager manager) {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Tensors.engine().newGradientCollector()) {
      TgnBatch.Logits logits = batch.forward(tgn, scope, true);
      NDArray loss = BinaryLoss.of(logits.positive(), logits.negative());
      NDArray left = batch.ponder();
      NDArray whole = left == null ? loss : loss.add(Scalars.times(left, ponder));
      collector.backward(whole);
      float value = whole.getFloat();
      if (Float.isFinite(value)) {
        batch.commit();
      }
      return value;
    }
  }
}
