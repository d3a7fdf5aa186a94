package io.eddy.model.train;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eddy.EddyParameters;
import io.eddy.model.eddy.EddyParametersLayout;
import io.eddy.model.eddy.EddyScorer;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eddy.MailColumns;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.ranker.Standardisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains towers and decoder on a stream, with the vectors of a memory whose parameters are frozen:
 * as {@link RankerTraining} does, with the columns of the towers beside the features. Validation
 * events are only looked at, to choose among epochs; test events are not touched.
 */
public final class EddyTraining {
  /** Name of the checkpoint in the folder of a training. */
  public static final String CHECKPOINT = "checkpoint.bin";

  private final List<LinkEvent> events;
  private final RankerSettings features;
  private final TrainingSettings settings;
  private final EventVectors vectors;
  private final Negatives negatives;
  private final TrainingProgress progress;

  private EddyTraining(
      List<LinkEvent> events,
      RankerSettings features,
      TrainingSettings settings,
      EventVectors vectors,
      Negatives negatives,
      TrainingProgress progress) {
    this.events = events;
    this.features = features;
    this.settings = settings;
    this.vectors = vectors;
    this.negatives = negatives;
    this.progress = progress;
  }

  /**
   * Trains.
   *
   * @param events the whole stream in order of time
   * @param identity of data and memory, kept in the checkpoint so that no other training goes on
   *     there
   * @param vectors of all events up to the end of validation, per event, all embedded
   * @param blocks towers, and what the decoder sees
   * @param negatives what validation ranks against
   * @param folder for the checkpoint, from which an interrupted training goes on, and for the rows
   * @throws TrainingException if there is too little to learn from, or the folder's checkpoint is
   *     of another training
   * @throws IOException if the folder cannot be written
   */
  public static TrainedEddy run(
      List<LinkEvent> events,
      String identity,
      RankerSettings features,
      TrainingSettings settings,
      EventVectors vectors,
      EddySettings blocks,
      Negatives negatives,
      Path folder,
      TrainingProgress progress)
      throws IOException {
    Files.createDirectories(folder);
    return new EddyTraining(events, features, settings, vectors, negatives, progress)
        .run(identity, blocks, folder);
  }

  private TrainedEddy run(String identity, EddySettings blocks, Path folder) throws IOException {
    try (TrainingRows rows =
        new TrainingRows(
            settings.candidates(), RankerFeatures.size() + MailColumns.COUNT, folder)) {
      QueryVectors queries = new QueryVectors(settings.candidates(), vectors);
      Moments moments = new QueryReplay(events, features, settings, progress).run(rows, queries);
      Standardisation standardisation = moments.standardisation().without(blocks::leavesOut);
      EpochLoop.Result<EddyParameters> result =
          new NetworkTraining<EddyParameters>(rows, standardisation, settings, progress)
              .run(
                  (earlier, manager) ->
                      new EddyNetwork(
                          earlier,
                          standardisation,
                          queries,
                          vectors,
                          blocks,
                          settings.seed(),
                          manager),
                  EddyParametersLayout.INSTANCE,
                  "%s; features %s; %s; %s"
                      .formatted(identity, RankerFeatures.fingerprint(features), blocks, settings),
                  folder.resolve(CHECKPOINT),
                  this::validate);
      return new TrainedEddy(features, result.best(), result.epochs(), rows.size());
    }
  }

  private double validate(int epoch, EddyParameters parameters) {
    long all = events.size();
    return RankerEvaluation.run(
            events,
            features,
            new EddyScorer(parameters, vectors),
            Freshness.PER_EVENT,
            negatives,
            Part.VALIDATION,
            RankerTraining.LOOKED_AT,
            done -> progress.validated(epoch, done, all))
        .validation()
        .mrr();
  }
}
