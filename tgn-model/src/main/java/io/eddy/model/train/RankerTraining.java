package io.eddy.model.train;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.RankerParametersLayout;
import io.eddy.model.ranker.Standardisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains a ranker on a stream: replays the training part through the sequential engine and takes
 * down the rows of sampled candidates before each event, then fits the network to them. Validation
 * events are only looked at, to choose among epochs; test events are not touched.
 *
 * <p>One run an instance. PyTorch's threads work beside the calling one.
 */
public final class RankerTraining {
  /** Name of the checkpoint in the folder of a training. */
  public static final String CHECKPOINT = "checkpoint.bin";

  /** Validation events that are ranked after an epoch, of all that there are. */
  static final int LOOKED_AT = 25_000;

  private final List<LinkEvent> events;
  private final RankerSettings features;
  private final TrainingSettings settings;
  private final Negatives negatives;
  private final TrainingProgress progress;

  private RankerTraining(
      List<LinkEvent> events,
      RankerSettings features,
      TrainingSettings settings,
      Negatives negatives,
      TrainingProgress progress) {
    this.events = events;
    this.features = features;
    this.settings = settings;
    this.negatives = negatives;
    this.progress = progress;
  }

  /**
   * Trains.
   *
   * @param events the whole stream in order of time
   * @param identity of the data, kept in the checkpoint so that no other training goes on there
   * @param negatives what validation ranks against
   * @param folder for the checkpoint, from which an interrupted training goes on, and for the rows
   * @throws TrainingException if there is too little to learn from, or the folder's checkpoint is
   *     of another training
   * @throws IOException if the folder cannot be written
   */
  public static TrainedRanker run(
      List<LinkEvent> events,
      String identity,
      RankerSettings features,
      TrainingSettings settings,
      Negatives negatives,
      Path folder,
      TrainingProgress progress)
      throws IOException {
    Files.createDirectories(folder);
    return new RankerTraining(events, features, settings, negatives, progress)
        .run(identity, folder);
  }

  private TrainedRanker run(String identity, Path folder) throws IOException {
    try (TrainingRows rows =
        new TrainingRows(settings.candidates(), RankerFeatures.size(), folder)) {
      Moments moments =
          new QueryReplay(events, features, settings, progress).run(rows, QueryColumns.NONE);
      if (rows.size() == 0) {
        throw new TrainingException(
            "the training part of %d events leaves none to learn from; a ranker needs more data"
                .formatted(events.size()));
      }
      Standardisation standardisation = moments.standardisation().without(this::leftOut);
      EpochLoop.Result<RankerParameters> result =
          new NetworkTraining<RankerParameters>(rows, standardisation, settings, progress)
              .run(
                  (earlier, manager) ->
                      RankerModel.of(earlier, standardisation, settings.seed(), manager),
                  RankerParametersLayout.INSTANCE,
                  "%s; features %s; %s"
                      .formatted(identity, RankerFeatures.fingerprint(features), settings),
                  folder.resolve(CHECKPOINT),
                  this::validate);
      return new TrainedRanker(features, result.best(), result.epochs(), rows.size());
    }
  }

  private boolean leftOut(int column) {
    return settings.without().stream().anyMatch(block -> block.contains(column));
  }

  private double validate(int epoch, RankerParameters parameters) {
    long all = events.size();
    return RankerEvaluation.run(
            events,
            features,
            parameters,
            Freshness.PER_EVENT,
            negatives,
            Part.VALIDATION,
            LOOKED_AT,
            done -> progress.validated(epoch, done, all))
        .validation()
        .mrr();
  }
}
