package io.eddy.cli.bench;

import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataSet;
import io.eddy.schemas.EdgeEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** The events of a data set. */
final class DataEdges implements Supplier<EdgeEvent> {
  private final Iterator<DataEvent> events;

  DataEdges(DataSet data) {
    events = data.events().iterator();
  }

  @Override
  public EdgeEvent get() {
    DataEvent event = events.next();
    List<Float> features = new ArrayList<>(event.features().length);
    for (float feature : event.features()) {
      features.add(feature);
    }
    return new EdgeEvent(
        event.id(),
        event.src(),
        event.dst(),
        Instant.EPOCH.plus(event.timeMicros(), ChronoUnit.MICROS),
        features,
        event.type());
  }
}
