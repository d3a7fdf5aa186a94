package io.eddy.model.train;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.Shortlist;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.SameTime;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEngine;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Replays the training part through the sequential engine and takes down the rows of sampled
 * candidates before each event.
 */
final class QueryReplay {
  /** Events that only warm the state up; fewer where the data is small. */
  private static final int WARM_UP_EVENTS = 15_000;

  private static final int SMALLEST_SHARE_OF_WARM_UP = 7;

  /** Where a uniform draw is unlikely to meet a popular destination. */
  private static final Shortlist LARGE_SHORTLIST = new Shortlist(32, 32, 16, 16);

  /** Rows of every so many queries go into mean and deviation. */
  private static final int STANDARDISED_QUERIES = 97;

  private static final int ENOUGH_FOR_STANDARDISATION = 200;

  /** Candidates that further columns may add to a shortlist. */
  private static final int MOST_CERTAIN = 1024;

  private final List<LinkEvent> events;
  private final RankerSettings features;
  private final TrainingSettings settings;
  private final TrainingProgress progress;

  QueryReplay(
      List<LinkEvent> events,
      RankerSettings features,
      TrainingSettings settings,
      TrainingProgress progress) {
    this.events = events;
    this.features = features;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Replays.
   *
   * @param rows receives the queries, the further columns behind the features
   * @param columns further ones; told of every query and every event, in their order
   * @return mean and variance of features and further columns
   */
  Moments run(TrainingRows rows, QueryColumns columns) throws IOException {
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
    int[] shortlist = new int[sizes.capacity() + MOST_CERTAIN];
    CandidateSampler sampler = new CandidateSampler(settings.candidates(), settings.seed());
    int width = RankerFeatures.size() + columns.count();
    Moments moments = new Moments(width);
    float[] plain = new float[settings.candidates() * RankerFeatures.size()];
    float[] buffer = new float[settings.candidates() * width];
    for (int i = 0; i < end; i++) {
      LinkEvent event = events.get(i);
      SourceView view = engine.view(event.src(), event.timeMicros());
      int target = engine.candidates().indexOf(event.dst());
      if (i >= first) {
        int hard = engine.candidates().shortlist(view, sizes, shortlist);
        hard = columns.certain(i, engine.candidates(), shortlist, hard);
        Set<Integer> barred = new HashSet<>();
        sameTime.destinations(event).forEach(dst -> barred.add(engine.candidates().indexOf(dst)));
        barred.remove(target);
        int count = sampler.draw(target, shortlist, hard, barred, engine.candidates().size());
        engine.candidates().features(view, sampler.chosen(), count, plain);
        widen(plain, count, buffer, width);
        columns.write(
            i, engine.candidates(), sampler.chosen(), count, buffer, width, RankerFeatures.size());
        rows.add(buffer, count, sampler.offsets());
        if ((i - first) % every == 0) {
          moments.add(buffer, count);
        }
      }
      engine.apply(event.src(), event.dst(), event.timeMicros());
      columns.applied(i, target);
      progress.replayed(i + 1, end);
    }
    return moments;
  }

  private static void widen(float[] plain, int count, float[] rows, int width) {
    int features = RankerFeatures.size();
    for (int i = 0; i < count; i++) {
      System.arraycopy(plain, i * features, rows, i * width, features);
    }
  }
}
