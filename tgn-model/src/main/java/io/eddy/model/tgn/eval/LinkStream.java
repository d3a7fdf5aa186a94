package io.eddy.model.tgn.eval;

import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.tgn.engine.EdgeColumns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A whole stream with its nodes numbered by first appearance, and its split by time. Immutable.
 *
 * @param edges all events
 * @param names of the nodes, by number
 * @param destinations the numbers of all nodes that are a destination once, ascending
 * @param split of the time
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of a stream; nobody compares two.
public record LinkStream(
    EdgeColumns edges, List<String> names, int[] destinations, TimeSplit split) {

  /** Keeps its own list. */
  public LinkStream {
    names = List.copyOf(names);
  }

  /**
   * Numbers the nodes of a stream.
   *
   * @param events in order of time
   * @param features as many numbers for each event as {@code featureCount} says
   * @throws IllegalArgumentException if there are no events or they are out of order
   */
  public static LinkStream of(List<LinkEvent> events, float[] features, int featureCount) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] src = new int[events.size()];
    int[] dst = new int[src.length];
    long[] times = new long[src.length];
    for (int i = 0; i < src.length; i++) {
      LinkEvent event = events.get(i);
      src[i] = numbers.computeIfAbsent(event.src(), key -> numbers.size());
      dst[i] = numbers.computeIfAbsent(event.dst(), key -> numbers.size());
      times[i] = event.timeMicros();
    }
    return new LinkStream(
        new EdgeColumns(src, dst, times, features, featureCount),
        List.copyOf(numbers.keySet()),
        Arrays.stream(dst).distinct().sorted().toArray(),
        TimeSplit.ofEvents(events));
  }

  /** Number of nodes. */
  public int nodes() {
    return names.size();
  }

  /** The part an event is in. */
  public TimeSplit.Part partOf(int event) {
    return split.partOf(edges.timesMicros()[event]);
  }

  /** Events up to the end of a part. */
  public int end(TimeSplit.Part last) {
    int end = 0;
    while (end < edges.size() && partOf(end).compareTo(last) <= 0) {
      end++;
    }
    return end;
  }

  /** The end, exclusive, of a batch that begins at an event; no batch crosses two parts. */
  public int batchEnd(int start, int batch) {
    TimeSplit.Part part = partOf(start);
    int end = start + 1;
    while (end < edges.size() && end - start < batch && partOf(end) == part) {
      end++;
    }
    return end;
  }

  /** The events that are wanted, in their order. */
  public EdgeColumns where(IntPredicate wanted) {
    int[] kept = IntStream.range(0, edges.size()).filter(wanted).toArray();
    int count = edges.featureCount();
    float[] features = new float[kept.length * count];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(edges.features(), kept[i] * count, features, i * count, count);
    }
    return new EdgeColumns(
        Arrays.stream(kept).map(i -> edges.src()[i]).toArray(),
        Arrays.stream(kept).map(i -> edges.dst()[i]).toArray(),
        Arrays.stream(kept).mapToLong(i -> edges.timesMicros()[i]).toArray(),
        features,
        count);
  }
}
