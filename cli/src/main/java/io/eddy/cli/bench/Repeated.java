package io.eddy.cli.bench;

import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataSet;
import java.util.ArrayList;
import java.util.List;

/** As many events as wanted from a data set: it starts again where it ends, later in time. */
final class Repeated {
  private Repeated() {}

  /**
   * {@code count} events from the {@code first}th on, with ids {@code <tag>-<n>}, in time order.
   */
  static DataSet of(DataSet data, String tag, long first, long count) {
    List<DataEvent> source = data.events();
    long span =
        source.get(source.size() - 1).timeMicros() - source.get(0).timeMicros() + 1_000_000L;
    List<DataEvent> events = new ArrayList<>();
    for (long i = first; i < first + count; i++) {
      DataEvent event = source.get(Math.toIntExact(i % source.size()));
      long shift = i / source.size() * span;
      events.add(
          new DataEvent(
              tag + "-" + i,
              event.src(),
              event.dst(),
              event.timeMicros() + shift,
              event.features(),
              event.type()));
    }
    return new DataSet(data.name(), data.featureNames(), events, List.of());
  }
}
