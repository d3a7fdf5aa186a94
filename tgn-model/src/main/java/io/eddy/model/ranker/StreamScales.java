package io.eddy.model.ranker;

import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the time scales of the features from the training part of a stream. */
public final class StreamScales {
  private record Pair(String src, String dst) {}

  private StreamScales() {}

  /**
   * Settings from the gaps between the events of each source and of each pair.
   *
   * @param events the whole stream in order of time; what follows the training part is not read
   */
  public static RankerSettings of(List<LinkEvent> events) {
    TimeSplit split = TimeSplit.ofEvents(events);
    Map<String, Long> sources = new HashMap<>();
    Map<Pair, Long> pairs = new HashMap<>();
    long[] sourceGaps = new long[events.size()];
    long[] pairGaps = new long[events.size()];
    int sourceCount = 0;
    int pairCount = 0;
    long lastMicros = events.get(0).timeMicros();
    for (LinkEvent event : events) {
      long time = event.timeMicros();
      if (split.partOf(time) != TimeSplit.Part.TRAINING) {
        break;
      }
      lastMicros = time;
      @Nullable Long source = sources.put(event.src(), time);
      @Nullable Long pair = pairs.put(new Pair(event.src(), event.dst()), time);
      if (source != null) {
        sourceGaps[sourceCount++] = time - source;
      }
      if (pair != null) {
        pairGaps[pairCount++] = time - pair;
      }
    }
    return RankerSettings.fromGaps(
        Arrays.copyOf(sourceGaps, sourceCount),
        Arrays.copyOf(pairGaps, pairCount),
        lastMicros - events.get(0).timeMicros());
  }
}
