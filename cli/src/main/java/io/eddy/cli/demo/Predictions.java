package io.eddy.cli.demo;

import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.SlidingMrr;
import io.eddy.model.eval.TimeSplit;
import io.eddy.schemas.LinkPrediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the predictions topic has said so far, each event once: of predictions that are repeated
 * after a failure the first counts. They have the same content at parallelism 1 with one partition
 * and no late events.
 */
public final class Predictions {
  private static final int WINDOW = 10_000;

  private record Ranked(long timeMicros, double rank, double recencyRank) {}

  private final List<Ranked> all = new ArrayList<>();
  private final Set<String> events = new HashSet<>();
  private final Mrr running = new Mrr();
  private final SlidingMrr recent = new SlidingMrr(WINDOW);

  /**
   * Takes a prediction.
   *
   * @return whether it is the first for its event
   */
  public boolean add(LinkPrediction prediction) {
    if (!events.add(prediction.getEventId())) {
      return false;
    }
    Double rank = prediction.getRank();
    Double recencyRank = prediction.getRecencyRank();
    if (rank != null && recencyRank != null) {
      all.add(new Ranked(micros(prediction.getTime()), rank, recencyRank));
      running.add(rank);
      recent.add(rank);
    }
    return true;
  }

  /** How many events have a prediction. */
  public long count() {
    return events.size();
  }

  /** MRR over all events so far. */
  public double mrr() {
    return running.mrr();
  }

  /** MRR over the last 10,000 events. */
  public double recentMrr() {
    return recent.mrr();
  }

  /** Quality on the validation and test part of the events by time, as in the offline protocol. */
  public Quality quality() {
    Mrr validation = new Mrr();
    Mrr test = new Mrr();
    Mrr recencyTest = new Mrr();
    if (!all.isEmpty()) {
      TimeSplit split = TimeSplit.of(all.stream().mapToLong(Ranked::timeMicros).toArray());
      for (Ranked ranked : all) {
        switch (split.partOf(ranked.timeMicros())) {
          case TRAINING -> {}
          case VALIDATION -> validation.add(ranked.rank());
          case TEST -> {
            test.add(ranked.rank());
            recencyTest.add(ranked.recencyRank());
          }
        }
      }
    }
    return new Quality(validation, test, recencyTest);
  }

  /**
   * Quality by part.
   *
   * @param validation the predictor on the validation part
   * @param test the predictor on the test part
   * @param recencyTest the recency rule on the test part
   */
  public record Quality(Mrr validation, Mrr test, Mrr recencyTest) {}

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000L + time.getNano() / 1_000;
  }
}
