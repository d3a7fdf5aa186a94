package io.eddy.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.support.Harness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryThrottleFunctionTest {
  private static final long SECOND = 1_000_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMemoryWaitsForTheIntervalAndTheNewestOneGoes(boolean restoring) throws Exception {
    try (var harness = harness(new MemoryThrottle(10 * SECOND, 0, 0), restoring)) {
      send(harness, update("a", 0, 1, 1), update("a", 3 * SECOND, 2, 1));
      send(harness, update("a", 4 * SECOND, 3, 1), update("b", 4 * SECOND, 1, 1));
      assertThat(updates(harness)).containsExactly("a 1", "b 1");

      harness.watermark(9_999);
      assertThat(updates(harness)).hasSize(2);
      harness.watermark(10_000);
      assertThat(updates(harness)).containsExactly("a 1", "b 1", "a 3");

      send(harness, update("a", 14 * SECOND, 4, 1), update("a", 15 * SECOND, 5, 1));
      assertThat(updates(harness)).containsExactly("a 1", "b 1", "a 3", "a 4");
      harness.watermark(24_000);
      assertThat(updates(harness)).containsExactly("a 1", "b 1", "a 3", "a 4", "a 5");
      harness.watermark(Long.MAX_VALUE);
      assertThat(updates(harness)).hasSize(5);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMemoryIsPublishedOnceItHasMovedFarEnough(boolean restoring) throws Exception {
    // Memories are of length 2, so the path must be 1.
    try (var harness = harness(new MemoryThrottle(0, 0.5, 0), restoring)) {
      send(harness, update("a", 0, 1, 2), update("a", 1, 2, 0.4), update("a", 2, 3, 0.4));
      assertThat(updates(harness)).containsExactly("a 1");

      send(harness, update("a", 3, 4, 0.4), update("a", 4, 5, 0.9));
      assertThat(updates(harness)).containsExactly("a 1", "a 4");
      send(harness, update("a", 5, 6, 0.1));
      assertThat(updates(harness)).containsExactly("a 1", "a 4", "a 6");
    }
  }

  @Test
  void whatMovedTooLittleIsLetGoWhenTheIntervalHasPassedButStillCounts() throws Exception {
    try (var harness = harness(new MemoryThrottle(10 * SECOND, 0.5, 0), false)) {
      send(harness, update("a", 0, 1, 2), update("a", SECOND, 2, 0.6));
      harness.watermark(20_000);
      assertThat(updates(harness)).containsExactly("a 1");

      send(harness, update("a", 30 * SECOND, 3, 0.4));
      assertThat(updates(harness)).containsExactly("a 1", "a 3");
    }
  }

  @Test
  void withoutLimitsEveryMemoryIsPublished() throws Exception {
    try (var harness = harness(new MemoryThrottle(0, 0, 0), false)) {
      send(harness, update("a", 0, 1, 0), update("a", 0, 2, 0), update("a", 0, 3, 0));
      assertThat(updates(harness)).containsExactly("a 1", "a 2", "a 3");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anIdleNodeIsForgottenAfterItsLastMemory(boolean restoring) throws Exception {
    try (var harness = harness(new MemoryThrottle(10 * SECOND, 0, 60 * SECOND), restoring)) {
      send(harness, update("a", 0, 1, 1), update("b", 0, 1, 1), update("a", 30 * SECOND, 2, 1));
      send(harness, update("a", 35 * SECOND, 3, 1));
      // An event a millisecond behind the watermark would find it idle for 60 s and 1 µs at least.
      harness.watermark(59_999);
      assertThat(updates(harness)).containsExactly("a 1", "b 1", "a 2", "a 3");
      harness.watermark(60_000);
      assertThat(updates(harness)).endsWith("b 0").hasSize(5);
      assertThat(harness.outputs().get(4).isForgotten()).isTrue();

      harness.watermark(94_999);
      assertThat(updates(harness)).hasSize(5);
      harness.watermark(95_000);
      assertThat(updates(harness)).endsWith("a 0").hasSize(6);

      // A node that comes back is a new one.
      send(harness, update("b", 96 * SECOND, 1, 1));
      assertThat(updates(harness)).endsWith("b 1").hasSize(7);
      harness.watermark(Long.MAX_VALUE);
      assertThat(updates(harness)).hasSize(7);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void recordsKeepTheirDistanceAndTheLastMemoryIsNeverLost(long seed) throws Exception {
    long interval = 5 * SECOND;
    Random random = new Random(seed);
    try (var harness = harness(new MemoryThrottle(interval, 0, 0), false)) {
      long time = 0;
      int count = 200;
      for (int i = 1; i <= count; i++) {
        time += random.nextInt((int) (3 * SECOND));
        send(harness, update("a", time, i, 1));
        harness.watermark(time / 1_000 - 1);
      }
      harness.watermark(Long.MAX_VALUE);
      List<MemoryUpdate> published = harness.outputs();
      for (int i = 1; i < published.size(); i++) {
        assertThat(published.get(i).updates()).isGreaterThan(published.get(i - 1).updates());
      }
      assertThat(published.get(published.size() - 1).updates()).isEqualTo(count);
      assertThat(published.size()).isLessThanOrEqualTo((int) (2 * time / interval) + 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0", "0, -0.1, 0", "0, NaN, 0", "0, Infinity, 0", "0, 0, -1"})
  void aThrottleThatMakesNoSenseIsRefused(long interval, double change, long idle) {
    assertThatThrownBy(() -> new MemoryThrottle(interval, change, idle))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 0 or more of each");
  }

  private static Harness<String, MemoryUpdate, MemoryUpdate> harness(
      MemoryThrottle throttle, boolean restoring) throws Exception {
    return new Harness<>(
        () -> new KeyedProcessOperator<>(new MemoryThrottleFunction(throttle)),
        MemoryUpdate::node,
        Types.STRING,
        MemoryUpdateSerializer.INSTANCE,
        restoring);
  }

  private static void send(
      Harness<String, MemoryUpdate, MemoryUpdate> harness, MemoryUpdate... updates)
      throws Exception {
    for (MemoryUpdate update : updates) {
      harness.element(update, update.timeMicros() / 1_000);
    }
  }

  private static List<String> updates(Harness<String, MemoryUpdate, MemoryUpdate> harness) {
    List<String> texts = new ArrayList<>();
    harness.outputs().forEach(update -> texts.add(update.node() + " " + update.updates()));
    return texts;
  }

  private static MemoryUpdate update(String node, long micros, long updates, double moved) {
    return new MemoryUpdate(
        node,
        micros,
        updates,
        new float[] {2, 0},
        moved,
        "tgn@1",
        List.of(new MailHead("x", micros)));
  }
}
