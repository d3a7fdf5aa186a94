package io.eddy.model.train;

import io.eddy.memory.layout.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The epochs of a training: after each a look at validation and a checkpoint, from which an
 * interrupted training goes on; the parameters of the epoch with the best validation MRR are kept.
 * It ends early when validation has not become better for some epochs.
 *
 * @param <P> kind of parameters
 * @param identity of data and settings, kept in the checkpoint so that no other training goes on
 *     there
 * @param checkpoint file of the checkpoint
 * @param layout of the parameters in it
 * @param epochs at most so many
 * @param patience epochs without a better validation MRR after which it ends
 * @param validation the validation MRR of an epoch's parameters
 * @param progress is told of every epoch
 */
record EpochLoop<P>(
    String identity,
    Path checkpoint,
    Layout<P> layout,
    int epochs,
    int patience,
    ToDoubleBiFunction<Integer, P> validation,
    TrainingProgress progress) {

  /**
   * What learns: a network and its optimizer.
   *
   * @param <P> kind of parameters
   */
  interface Learner<P> {
    /** Makes the steps of an epoch, counted from 1; returns the mean training loss. */
    double epoch(int epoch) throws IOException;

    /** The present parameters, copied out. */
    P parameters();

    /** The optimizer, whose moments belong to the checkpoint. */
    AdamW optimizer();
  }

  /**
   * What a training gave.
   *
   * @param <P> kind of parameters
   * @param best the parameters of the epoch with the best validation MRR
   * @param epochs all epochs
   */
  record Result<P>(P best, List<EpochResult> epochs) {}

  /**
   * Trains, from the checkpoint on if there is one.
   *
   * @param start makes the learner from the parameters to go on from, or from null at the start
   * @throws TrainingException if the checkpoint is of another training
   */
  Result<P> run(Function<@Nullable P, Learner<P>> start) throws IOException {
    Checkpoint<P> earlier = Checkpoint.read(checkpoint, identity, layout).orElse(null);
    Learner<P> learner = start.apply(earlier == null ? null : earlier.parameters());
    AdamW optimizer = learner.optimizer();
    List<EpochResult> results = new ArrayList<>();
    P best = learner.parameters();
    if (earlier != null) {
      optimizer.restore(earlier.steps(), earlier.moments());
      results.addAll(earlier.epochs());
      best = earlier.best();
      progress.resumed(results.get(results.size() - 1));
    }
    while (results.size() < epochs && !stale(results)) {
      int epoch = results.size() + 1;
      double loss = learner.epoch(epoch);
      P parameters = learner.parameters();
      EpochResult result =
          new EpochResult(epoch, loss, validation.applyAsDouble(epoch, parameters));
      if (result.validationMrr() > best(results)) {
        best = parameters;
      }
      results.add(result);
      new Checkpoint<>(identity, results, parameters, best, optimizer.steps(), optimizer.moments())
          .write(checkpoint, layout);
      progress.epoch(result);
    }
    return new Result<>(best, List.copyOf(results));
  }

  /** Whether the best epoch lies as many epochs back as patience lasts. */
  private boolean stale(List<EpochResult> results) {
    int last = results.size();
    return last > patience
        && best(results.subList(0, last - patience))
            >= best(results.subList(last - patience, last));
  }

  private static double best(List<EpochResult> results) {
    return results.stream()
        .mapToDouble(EpochResult::validationMrr)
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
