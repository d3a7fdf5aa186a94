package io.eddy.model.ranker;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.eval.Batches;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.SameTime;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.predict.CandidateTable;
import io.eddy.model.predict.LinkQuery;
import io.eddy.model.predict.RecencyPredictor;
import io.eddy.model.rank.PartialRanking;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The protocol of {@link io.eddy.model.eval.LinkEvaluation} for the learned ranker: the same split,
 * batches, exclusions and ranks. Beside it, against the same negatives, runs the recency rule,
 * because a number from drawn negatives says little by itself.
 *
 * <p>Candidates are all destinations of the whole data set, from the first event on. One run an
 * instance; not thread-safe.
 */
public final class RankerEvaluation {

  /**
   * Quality by part.
   *
   * @param validation of the ranker over the validation events
   * @param test of the ranker over the test events
   * @param baselineValidation of the recency rule
   * @param baselineTest of the recency rule
   */
  public record Result(Mrr validation, Mrr test, Mrr baselineValidation, Mrr baselineTest) {}

  /** For {@code maxRanked}: every event, as the published protocol has it. */
  public static final int EVERY_EVENT = Integer.MAX_VALUE;

  /** Destinations that the recency rule remembers of a source. */
  private static final int HISTORY = 128;

  private final List<LinkEvent> events;
  private final RankerEngine engine;
  private final EventScorer scorer;
  private final Negatives negatives;
  private final SameTime sameTime;
  private final RecencyPredictor recency = new RecencyPredictor();
  private final CandidateTable cards = new CandidateTable();
  private final Map<String, PairHistory> histories = new HashMap<>();
  private final PairHistory nothing = new PairHistory(HISTORY);
  private final boolean[] barred;
  private final int[] chosen;
  private final float[] scores;
  private final double[] baselineScores;

  private RankerEvaluation(
      List<LinkEvent> events, RankerSettings settings, EventScorer scorer, Negatives negatives) {
    this.events = events;
    this.engine = new RankerEngine(settings);
    this.scorer = scorer;
    this.negatives = negatives;
    this.sameTime = new SameTime(events);
    for (LinkEvent event : events) {
      engine.addCandidate(event.dst());
      if (cards.indexOf(event.dst()) < 0) {
        cards.put(CandidateCard.unseen(event.dst()));
      }
    }
    this.barred = new boolean[cards.size()];
    this.chosen = new int[cards.size()];
    this.scores = new float[cards.size()];
    this.baselineScores = new double[cards.size()];
  }

  /**
   * Runs the protocol.
   *
   * @param events in order of time
   * @param last the part to end with; a look at validation need not see the test part
   * @param maxRanked rank at most so many events of a part, evenly spaced; all are applied
   * @param progress told how many events are done, after each batch
   * @throws IllegalArgumentException if there are no events, they are out of order, or the
   *     parameters are for other features
   */
  public static Result run(
      List<LinkEvent> events,
      RankerSettings settings,
      RankerParameters parameters,
      Freshness freshness,
      Negatives negatives,
      Part last,
      int maxRanked,
      LongConsumer progress) {
    RankerPredictor predictor = new RankerPredictor(parameters);
    return run(
        events,
        settings,
        (event, view, candidates, chosen, count, scores) ->
            predictor.score(view, candidates, chosen, count, scores),
        freshness,
        negatives,
        last,
        maxRanked,
        progress);
  }

  /**
   * Runs the protocol with a scorer that may look at more than features.
   *
   * @param scorer told of every event that is taken in
   * @throws IllegalArgumentException if there are no events or they are out of order
   */
  public static Result run(
      List<LinkEvent> events,
      RankerSettings settings,
      EventScorer scorer,
      Freshness freshness,
      Negatives negatives,
      Part last,
      int maxRanked,
      LongConsumer progress) {
    TimeSplit split = TimeSplit.ofEvents(events);
    return new RankerEvaluation(events, settings, scorer, negatives)
        .run(split, freshness, last, maxRanked, progress);
  }

  private Result run(
      TimeSplit split, Freshness freshness, Part last, int maxRanked, LongConsumer progress) {
    Result result = new Result(new Mrr(), new Mrr(), new Mrr(), new Mrr());
    int[] every = every(split, maxRanked);
    int start = 0;
    while (start < events.size()) {
      Part part = split.partOf(events.get(start).timeMicros());
      if (part.compareTo(last) > 0) {
        break;
      }
      int end = Batches.end(events, start, split, freshness.batch());
      if (part != Part.TRAINING) {
        boolean validation = part == Part.VALIDATION;
        for (int i = start; i < end; i++) {
          if (i % every[part.ordinal()] == 0) {
            rank(
                i,
                validation ? result.validation() : result.test(),
                validation ? result.baselineValidation() : result.baselineTest());
          }
        }
      }
      for (int i = start; i < end; i++) {
        apply(i);
      }
      progress.accept(end);
      start = end;
    }
    return result;
  }

  /** Of each part, one event in so many is ranked. */
  private int[] every(TimeSplit split, int maxRanked) {
    int[] counts = new int[Part.values().length];
    for (LinkEvent event : events) {
      counts[split.partOf(event.timeMicros()).ordinal()]++;
    }
    return Arrays.stream(counts)
        .map(count -> Math.max(1, -Math.floorDiv(-count, maxRanked)))
        .toArray();
  }

  private void rank(int index, Mrr mrr, Mrr baselineMrr) {
    LinkEvent event = events.get(index);
    int target = cards.indexOf(event.dst());
    bar(event, target, true);
    int count = negatives.draw(index, cards.size(), barred, chosen);
    bar(event, target, false);
    chosen[count] = target;
    SourceView view = engine.view(event.src(), event.timeMicros());
    scorer.score(index, view, engine.candidates(), chosen, count + 1, scores);
    mrr.add(rank(count));

    PairHistory history = histories.getOrDefault(event.src(), nothing);
    recency.score(new LinkQuery(event.src(), event.timeMicros(), history), cards, baselineScores);
    baselineMrr.add(baselineRank(count, target));
  }

  /** The rank of the last score among the first {@code count}. */
  private double rank(int count) {
    float target = scores[count];
    if (!Float.isFinite(target)) {
      throw new IllegalStateException("the ranker's score is " + target + "; it must be finite");
    }
    int above = 0;
    int below = 0;
    for (int i = 0; i < count; i++) {
      above += scores[i] > target ? 1 : 0;
      below += scores[i] < target ? 1 : 0;
    }
    return PartialRanking.rank(above, count - below - above);
  }

  private double baselineRank(int count, int targetIndex) {
    double target = baselineScores[targetIndex];
    int above = 0;
    int below = 0;
    for (int i = 0; i < count; i++) {
      above += baselineScores[chosen[i]] > target ? 1 : 0;
      below += baselineScores[chosen[i]] < target ? 1 : 0;
    }
    return PartialRanking.rank(above, count - below - above);
  }

  private void bar(LinkEvent event, int target, boolean value) {
    barred[target] = value;
    for (String other : sameTime.destinations(event)) {
      barred[cards.indexOf(other)] = value;
    }
  }

  private void apply(int index) {
    LinkEvent event = events.get(index);
    engine.apply(event.src(), event.dst(), event.timeMicros());
    histories
        .computeIfAbsent(event.src(), key -> new PairHistory(HISTORY))
        .visit(event.dst(), event.timeMicros());
    int candidate = cards.indexOf(event.dst());
    cards.put(cards.card(candidate).visited(event.timeMicros()));
    scorer.applied(index, candidate);
  }
}
