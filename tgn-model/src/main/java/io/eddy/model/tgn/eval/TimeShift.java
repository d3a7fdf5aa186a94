package io.eddy.model.tgn.eval;

import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.tgn.TgnSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * Mean and standard deviation of the time between two events of a node, over the training part; the
 * scale of JODIE's time projection.
 *
 * @param mean in seconds
 * @param deviation in seconds, 1 where all gaps are alike
 */
public record TimeShift(double mean, double deviation) {

  /** Measures the gaps of a stream's training part, of sources and destinations alike. */
  public static TimeShift of(LinkStream stream) {
    Map<Integer, Long> last = new HashMap<>();
    double sum = 0;
    double squares = 0;
    long count = 0;
    int end = stream.end(Part.TRAINING);
    long origin = stream.edges().timesMicros()[0];
    for (int i = 0; i < end; i++) {
      long time = stream.edges().timesMicros()[i];
      for (int node : new int[] {stream.edges().src()[i], stream.edges().dst()[i]}) {
        Long before = last.put(node, time);
        double gap = (time - (before == null ? origin : before)) / 1e6;
        sum += gap;
        squares += gap * gap;
        count++;
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    double variance = count == 0 ? 0 : Math.max(0, squares / count - mean * mean);
    return new TimeShift(mean, variance > 0 ? Math.sqrt(variance) : 1);
  }

  /** Settings with this scale. */
  public TgnSettings in(TgnSettings settings) {
    return settings.toBuilder().optTimeShift(mean, deviation).build();
  }
}
