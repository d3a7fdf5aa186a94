package io.eddy.jobs.snapshot.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryHistoryTest {
  /** Of moments that are begun in order, each may come as much later as there are other askers. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "4, 3", "5, 3"})
  void aMomentSeesTheLastMemoryThatIsNotLater(long seed, int askers) {
    Random random = new Random(seed);
    MemoryHistory history = new MemoryHistory(askers);
    Map<String, TreeMap<Long, float[]>> all = new TreeMap<>();
    List<Long> begun = new ArrayList<>();
    long latest = 0;
    for (int step = 0; step < 500; step++) {
      String node = "u" + random.nextInt(5);
      TreeMap<Long, float[]> own = all.computeIfAbsent(node, key -> new TreeMap<>());
      long time = (own.isEmpty() ? 0 : own.lastKey()) + random.nextInt(8);
      float[] vector = {random.nextFloat()};
      own.put(time, vector);
      history.put(node, time, vector);
      if (random.nextInt(3) == 0) {
        if (begun.size() < askers) {
          latest += random.nextInt(15);
          begun.add(latest);
        } else {
          // The one that began first ends before any begins after it.
          int next = random.nextInt(askers);
          ask(history, all, begun.get(next));
          for (int other = 0; other < askers; other++) {
            if (other != next) {
              ask(history, all, begun.get(other));
            }
          }
          begun.clear();
        }
      }
    }
  }

  private static void ask(
      MemoryHistory history, Map<String, TreeMap<Long, float[]>> all, long moment) {
    history.moment(moment);
    all.forEach(
        (name, versions) -> {
          var expected = versions.floorEntry(moment);
          assertThat(history.at(name, moment))
              .isEqualTo(expected == null ? null : expected.getValue());
        });
  }

  @Test
  void whatNoMomentCanSeeAnyMoreIsForgotten() {
    MemoryHistory history = new MemoryHistory(2);
    for (int time = 0; time < 1_000; time++) {
      history.moment(time);
      history.put("u", time, new float[] {time});
    }
    assertThat(history.size()).isLessThanOrEqualTo(3);
    assertThat(history.at("u", 998)).containsExactly(998);
    history.remove("u");
    assertThat(history.at("u", 999)).isNull();
  }
}
