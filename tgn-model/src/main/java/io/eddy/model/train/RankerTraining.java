package io.eddy.model.train;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.Shortlist;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.SameTime;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEngine;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.ranker.RankerParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
  private static final int LOOKED_AT = 25_000;

  /** Events that only warm the state up; fewer where the data is small. */
  private static final int WARM_UP_EVENTS = 15_000;

  private static final int SMALLEST_SHARE_OF_WARM_UP = 7;

  /** Where a uniform draw is unlikely to meet a popular destination. */
  private static final Shortlist LARGE_SHORTLIST = new Shortlist(32, 32, 16, 16);

  /** Rows of every so many queries go into mean and deviation. */
  private static final int STANDARDISED_QUERIES = 97;

  private static final int ENOUGH_FOR_STANDARDISATION = 200;

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
      Moments moments = takeDown(rows);
      if (rows.size() == 0) {
        throw new TrainingException(
            "the training part of %d events leaves none to learn from; a ranker needs more data"
                .formatted(events.size()));
      }
      EpochLoop.Result<RankerParameters> result =
          new NetworkTraining(
                  rows,
                  moments.standardisation().without(this::leftOut),
                  settings,
                  "%s; features %s; %s"
                      .formatted(identity, RankerFeatures.fingerprint(features), settings),
                  folder.resolve(CHECKPOINT),
                  this::validate,
                  progress)
              .run();
      return new TrainedRanker(features, result.best(), result.epochs(), rows.size());
    }
  }

  private Moments takeDown(TrainingRows rows) throws IOException {
    TimeSplit split = TimeSplit.ofEvents(events);
    int end = 0;
    while (end < events.size() && split.partOf(events.get(end).timeMicros()) == Part.TRAINING) {
      end++;
    }
    int first =
        Math.max(
            Math.min(WARM_UP_EVENTS, end / SMALLEST_SHARE_OF_WARM_UP), end - settings.maxQueries());
    // Small data still needs enough rows for a mean.
    int every =
        Math.max(1, Math.min(STANDARDISED_QUERIES, (end - first) / ENOUGH_FOR_STANDARDISATION));

    RankerEngine engine = new RankerEngine(features);
    events.forEach(event -> engine.addCandidate(event.dst()));
    SameTime sameTime = new SameTime(events);
    Shortlist sizes =
        engine.candidates().size() <= Negatives.SMALL ? Shortlist.TRAINING : LARGE_SHORTLIST;
    int[] shortlist = new int[sizes.capacity()];
    CandidateSampler sampler = new CandidateSampler(settings.candidates(), settings.seed());
    Moments moments = new Moments(RankerFeatures.size());
    float[] buffer = new float[settings.candidates() * RankerFeatures.size()];
    for (int i = 0; i < end; i++) {
      LinkEvent event = events.get(i);
      SourceView view = engine.view(event.src(), event.timeMicros());
      int target = engine.candidates().indexOf(event.dst());
      if (i >= first) {
        int hard = engine.candidates().shortlist(view, sizes, shortlist);
        Set<Integer> barred = new HashSet<>();
        sameTime.destinations(event).forEach(dst -> barred.add(engine.candidates().indexOf(dst)));
        barred.remove(target);
        int count = sampler.draw(target, shortlist, hard, barred, engine.candidates().size());
        engine.candidates().features(view, sampler.chosen(), count, buffer);
        rows.add(buffer, count, sampler.offsets());
        if ((i - first) % every == 0) {
          moments.add(buffer, count);
        }
      }
      engine.apply(event.src(), event.dst(), event.timeMicros());
      progress.replayed(i + 1, end);
    }
    return moments;
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
