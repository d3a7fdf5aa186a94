package io.eddy.cli.data;

import io.eddy.model.tgn.eval.EdgeLabels;
import io.eddy.schemas.SubjectKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The labels of a data set's events, in the order of the events. */
public final class EventLabels {
  private EventLabels() {}

  /** The first label of each event; labels of nodes are left out. */
  public static EdgeLabels of(DataSet set) {
    Map<String, DataLabel> first = new HashMap<>();
    for (DataLabel label : set.labels()) {
      if (label.kind() == SubjectKind.EVENT) {
        first.putIfAbsent(label.subject(), label);
      }
    }
    byte[] values = new byte[set.events().size()];
    long[] known = new long[values.length];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < values.length; i++) {
      DataLabel label = first.get(set.events().get(i).id());
      if (label != null) {
        values[i] = (byte) (label.value() > 0 ? 1 : 0);
        known[i] = label.knownAtMicros();
      }
    }
    return new EdgeLabels(values, known);
  }
}
