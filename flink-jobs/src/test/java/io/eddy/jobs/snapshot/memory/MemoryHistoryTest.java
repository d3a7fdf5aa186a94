package io.eddy.jobs.snapshot.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryHistoryTest {
  private static final long SLACK = 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aMomentSeesTheLastMemoryThatIsNotLater(long seed) {
    Random random = new Random(seed);
    MemoryHistory history = new MemoryHistory(SLACK);
    Map<String, TreeMap<Long, float[]>> all = new TreeMap<>();
    long latest = 0;
    for (int step = 0; step < 500; step++) {
      String node = "u" + random.nextInt(5);
      TreeMap<Long, float[]> own = all.computeIfAbsent(node, key -> new TreeMap<>());
      long time = (own.isEmpty() ? 0 : own.lastKey()) + random.nextInt(8);
      float[] vector = {random.nextFloat()};
      own.put(time, vector);
      history.put(node, time, vector);
      if (random.nextInt(4) == 0) {
        latest += random.nextInt(15);
        history.moment(latest);
        long asked = latest - random.nextInt((int) SLACK + 1);
        all.forEach(
            (name, versions) -> {
              var expected = versions.floorEntry(asked);
              assertThat(history.at(name, asked))
                  .isEqualTo(expected == null ? null : expected.getValue());
            });
      }
    }
  }

  @Test
  void whatNoMomentCanSeeAnyMoreIsForgotten() {
    MemoryHistory history = new MemoryHistory(SLACK);
    for (int time = 0; time < 1_000; time++) {
      history.moment(time);
      history.put("u", time, new float[] {time});
    }
    assertThat(history.size()).isLessThanOrEqualTo((int) SLACK + 1);
    assertThat(history.at("u", 979)).containsExactly(979);
    history.remove("u");
    assertThat(history.at("u", 999)).isNull();
  }
}
