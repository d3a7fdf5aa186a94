package io.eddy.memory.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pair history against a naive model, over random visits. */
class PairHistoryPropertyTest {

  /** The same, written for clarity: a map in order of visits, least recent first. */
  private static final class Model {
    private record Entry(long lastTime, long count) {}

    private final int capacity;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
    private long newest = Long.MIN_VALUE;
    private long total;

    Model(int capacity) {
      this.capacity = capacity;
    }

    boolean visit(String dst, long time) {
      boolean clamped = time < newest;
      newest = Math.max(newest, time);
      Entry before = entries.remove(dst);
      entries.put(dst, new Entry(newest, before == null ? 1 : before.count + 1));
      if (entries.size() > capacity) {
        entries.remove(entries.keySet().iterator().next());
      }
      total++;
      return clamped;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void agreesWithTheModelAfterEveryVisit(long seed) {
    Random random = new Random(seed);
    int capacity = 1 + random.nextInt(12);
    int destinations = 1 + random.nextInt(20);
    PairHistory history = new PairHistory(capacity);
    Model model = new Model(capacity);
    long time = random.nextInt(1000) - 500;
    for (int i = 0; i < 500; i++) {
      String dst = "d" + random.nextInt(destinations);
      time += random.nextInt(10) - 2;

      assertThat(history.visit(dst, time)).isEqualTo(model.visit(dst, time));

      assertAgrees(history, model);
      assertThat(history.copy()).isEqualTo(history).hasSameHashCodeAs(history);
    }
  }

  private static void assertAgrees(PairHistory history, Model model) {
    List<Map.Entry<String, Model.Entry>> expected = new ArrayList<>(model.entries.entrySet());
    assertThat(history.size()).isEqualTo(expected.size());
    assertThat(history.totalVisits()).isEqualTo(model.total);
    for (int i = 0; i < expected.size(); i++) {
      Map.Entry<String, Model.Entry> entry = expected.get(expected.size() - 1 - i);
      assertThat(history.dst(i)).isEqualTo(entry.getKey());
      assertThat(history.lastTimeMicros(i)).isEqualTo(entry.getValue().lastTime());
      assertThat(history.count(i)).isEqualTo(entry.getValue().count());
      assertThat(history.indexOf(entry.getKey())).isEqualTo(i);
    }
  }
}
