package io.eddy.cli.replay;

import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataLabel;
import io.eddy.cli.data.DataSet;
import java.util.List;

/**
 * A part of a data set, by time and number.
 *
 * @param fromMicros first event time taken
 * @param toMicros first event time no longer taken
 * @param limit most events taken
 */
public record Slice(long fromMicros, long toMicros, long limit) {
  /** The whole data set. */
  public static final Slice ALL = new Slice(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /** The first events of a data set. */
  public static Slice first(long limit) {
    return new Slice(Long.MIN_VALUE, Long.MAX_VALUE, limit);
  }

  /** The events of this part, in order. */
  List<DataEvent> events(DataSet data) {
    return data.events().stream()
        .filter(event -> event.timeMicros() >= fromMicros && event.timeMicros() < toMicros)
        .limit(limit)
        .toList();
  }

  /** The labels that become known in this part; where the limit cut it, no later than its end. */
  List<DataLabel> labels(DataSet data, List<DataEvent> events) {
    long end =
        events.size() < limit || events.isEmpty()
            ? toMicros
            : events.get(events.size() - 1).timeMicros() + 1;
    return data.labels().stream()
        .filter(label -> label.knownAtMicros() >= fromMicros && label.knownAtMicros() < end)
        .toList();
  }
}
