package io.eddy.jobs.examples.synchronizer;

import java.util.ArrayList;
import java.util.List;

/**
 * What neighbours sent for one layer, added up. Immutable.
 *
 * @param count how many were heard
 * @param sum the sum of their values; empty while none was heard
 */
public record Inbox(int count, List<Float> sum) {
  static final Inbox EMPTY = new Inbox(0, List.of());

  Inbox plus(List<Float> values) {
    if (count == 0) {
      return new Inbox(1, values);
    }
    List<Float> added = new ArrayList<>(sum.size());
    for (int i = 0; i < sum.size(); i++) {
      added.add(sum.get(i) + values.get(i));
    }
    return new Inbox(count + 1, List.copyOf(added));
  }
}
