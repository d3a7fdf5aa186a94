package io.eddy.memory.ranker;

import io.eddy.memory.layout.CompactFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one destination remembers of its sources: how many of its events each has seen, and how it
 * answers to those of others. Bounded: the source that was away for longest goes first. An event is
 * O(1). Not thread-safe.
 */
final class SourceTraces {
  private static final double KEEP_ANSWER = 0.9;
  private static final double KEEP_DELAY = 0.7;
  private static final double ANSWER_PRIOR = 0.5;
  private static final double UNKNOWN_OTHERS = 6;

  private static final class Trace {
    private long countAtLast;
    private double answered;
    private double unprompted;
    private double delay = Double.NaN;
  }

  private final Map<String, Trace> traces = new LinkedHashMap<>(2);

  /** How many sources are remembered. */
  int size() {
    return traces.size();
  }

  /**
   * Takes in an event, before the destination's own statistics do.
   *
   * @param count events of the destination before this one
   * @param lastMicros of the destination's last event
   * @param lastSource of the destination's last event, null before the first
   */
  void apply(
      String src,
      long timeMicros,
      long count,
      long lastMicros,
      @Nullable String lastSource,
      int maxSources) {
    Trace trace = traces.remove(src);
    if (trace == null) {
      trace = new Trace();
      if (traces.size() >= maxSources) {
        traces.remove(traces.keySet().iterator().next());
      }
    } else {
      boolean answer = !src.equals(lastSource);
      trace.answered = KEEP_ANSWER * trace.answered + (answer ? 1 : 0);
      trace.unprompted = KEEP_ANSWER * trace.unprompted + (answer ? 0 : 1);
      if (answer) {
        double delay = RankerScales.logGap(lastMicros, timeMicros);
        trace.delay =
            Double.isNaN(trace.delay) ? delay : SourceStats.ema(KEEP_DELAY, trace.delay, delay);
      }
    }
    trace.countAtLast = count + 1;
    traces.put(src, trace);
  }

  /** Writes the four features of a source that is remembered here or not. */
  void features(
      String src,
      long timeMicros,
      long count,
      long lastMicros,
      @Nullable String lastSource,
      float[] out,
      int from) {
    @Nullable Trace trace = traces.get(src);
    if (trace == null) {
      unknown(out, from);
      return;
    }
    boolean waiting = !src.equals(lastSource) && !Double.isNaN(trace.delay);
    out[from] = (float) FastLog.log1p(count - trace.countAtLast);
    out[from + 1] = (float) (trace.answered / (trace.answered + trace.unprompted + ANSWER_PRIOR));
    out[from + 2] = Double.isNaN(trace.delay) ? -1 : (float) trace.delay;
    out[from + 3] =
        waiting ? (float) (RankerScales.logGap(lastMicros, timeMicros) - trace.delay) : 0;
  }

  /** Writes the features of a source that is not remembered. */
  static void unknown(float[] out, int from) {
    out[from] = (float) UNKNOWN_OTHERS;
    out[from + 1] = 0;
    out[from + 2] = -1;
    out[from + 3] = 0;
  }

  void write(DataOutput out) throws IOException {
    CompactFields.writeUnsigned(traces.size(), out);
    for (Map.Entry<String, Trace> entry : traces.entrySet()) {
      CompactFields.writeText(entry.getKey(), out);
      Trace trace = entry.getValue();
      CompactFields.writeUnsigned(trace.countAtLast, out);
      out.writeDouble(trace.answered);
      out.writeDouble(trace.unprompted);
      out.writeDouble(trace.delay);
    }
  }

  void read(DataInput in) throws IOException {
    int size = CompactFields.readUnsignedInt(in, RankerSettings.MAX_BOUND, "the sources");
    for (int i = 0; i < size; i++) {
      String src = CompactFields.readText(in);
      Trace trace = new Trace();
      trace.countAtLast = CompactFields.readUnsigned(in);
      trace.answered = in.readDouble();
      trace.unprompted = in.readDouble();
      trace.delay = in.readDouble();
      traces.put(src, trace);
    }
  }
}
