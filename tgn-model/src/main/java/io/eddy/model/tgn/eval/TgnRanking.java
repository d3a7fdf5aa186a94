package io.eddy.model.tgn.eval;

import io.eddy.memory.node.Precision;
import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.TgnEngine;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The rank of an event's destination among all destinations of the stream except the other true
 * ones of the same source and time, per event: each is ranked from the state that includes every
 * earlier event. It is the protocol of tgbl-wiki-v2, see {@link io.eddy.model.eval.LinkEvaluation}.
 */
public final class TgnRanking {
  private record Moment(int src, long timeMicros) {}

  private final LinkStream stream;
  private final Negatives negatives;
  private final Map<Moment, int[]> sameTime = new HashMap<>();
  private final int[] indexOfNode;
  private final boolean[] barred;
  private final int[] chosen;

  private TgnRanking(LinkStream stream, Negatives negatives) {
    this.stream = stream;
    this.negatives = negatives;
    int[] destinations = stream.destinations();
    this.indexOfNode = new int[stream.nodes()];
    for (int i = 0; i < destinations.length; i++) {
      indexOfNode[destinations[i]] = i;
    }
    this.barred = new boolean[destinations.length];
    this.chosen = new int[destinations.length];
    EdgeColumns edges = stream.edges();
    for (int i = 0; i < edges.size(); i++) {
      int index = indexOfNode[edges.dst()[i]];
      sameTime.merge(
          new Moment(edges.src()[i], edges.timesMicros()[i]),
          new int[] {index},
          (some, one) -> {
            int[] all = Arrays.copyOf(some, some.length + 1);
            all[some.length] = one[0];
            return all;
          });
    }
  }

  /**
   * Replays a stream.
   *
   * @param precision that memories and mails are kept in
   * @param last the part to end with
   * @param maxRanked rank at most so many events of a part, evenly spaced; all are applied
   * @param progress told how many events are done
   * @return the ranks of validation and, if wanted, test
   */
  public static Map<Part, Mrr> run(
      LinkStream stream,
      TgnSettings settings,
      NamedArrays parameters,
      Precision precision,
      Negatives negatives,
      Part last,
      int maxRanked,
      LongConsumer progress) {
    try (TgnEngine engine = new TgnEngine(settings, parameters, precision)) {
      return new TgnRanking(stream, negatives).run(engine, last, maxRanked, progress);
    }
  }

  private Map<Part, Mrr> run(TgnEngine engine, Part last, int maxRanked, LongConsumer progress) {
    Map<Part, Mrr> results = new EnumMap<>(Part.class);
    int end = stream.end(last);
    int[] counts = new int[Part.values().length];
    for (int i = 0; i < stream.edges().size(); i++) {
      counts[stream.partOf(i).ordinal()]++;
    }
    int applied = 0;
    for (int i = 0; i < end; i++) {
      Part part = stream.partOf(i);
      int every = Math.max(1, -Math.floorDiv(-counts[part.ordinal()], maxRanked));
      if (part != Part.TRAINING && i % every == 0) {
        engine.replay(stream.edges(), applied, i);
        applied = i;
        results.computeIfAbsent(part, key -> new Mrr()).add(rank(engine, i));
        progress.accept(i + 1);
      }
    }
    return results;
  }

  private double rank(TgnEngine engine, int event) {
    EdgeColumns edges = stream.edges();
    int src = edges.src()[event];
    long time = edges.timesMicros()[event];
    int[] present = sameTime.getOrDefault(new Moment(src, time), new int[0]);
    bar(present, true);
    int count = negatives.draw(event, barred.length, barred, chosen);
    bar(present, false);
    int[] others = new int[count + 1];
    others[0] = edges.dst()[event];
    for (int i = 0; i < count; i++) {
      others[i + 1] = stream.destinations()[chosen[i]];
    }
    float[] logits = engine.logits(src, others, time);
    if (!Float.isFinite(logits[0])) {
      throw new IllegalStateException(
          "the network's logit is %s; it must be finite".formatted(logits[0]));
    }
    int above = 0;
    int tied = 0;
    for (int i = 1; i <= count; i++) {
      above += logits[i] > logits[0] ? 1 : 0;
      tied += logits[i] == logits[0] ? 1 : 0;
    }
    return PartialRanking.rank(above, tied);
  }

  private void bar(int[] indexes, boolean value) {
    for (int index : indexes) {
      barred[index] = value;
    }
  }
}
