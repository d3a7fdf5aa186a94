package io.eddy.jobs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.support.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test runs plain and with a snapshot and restore after every element. */
class AdjacencyOperatorTest {
  private static final long INTERVAL = 100;
  private static final Duration AHEAD = Duration.ofSeconds(10);
  private static final EdgeReading READING = new EdgeReading(0, "gone");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTickSendsThePairsOfTheWindowThatEndsThere(boolean restoring) throws Exception {
    try (Harness<String, Edge, SnapshotPart> harness = harness(250, restoring)) {
      send(harness, "a", "b", 50, 1);
      send(harness, "b", "a", 120, 2);
      send(harness, "c", "a", 130, 4);
      // In the future of the first tick.
      send(harness, "a", "d", 201, 8);
      harness.watermark(199);
      assertThat(rows(harness)).containsOnlyKeys(1L);
      assertThat(rows(harness).get(1L)).containsExactly(Map.entry("a-b", 1f));
      harness.watermark(400);
      assertThat(rows(harness).get(2L)).containsExactly(Map.entry("a-b", 3f), Map.entry("a-c", 4f));
      assertThat(rows(harness).get(3L))
          .containsExactly(Map.entry("a-b", 2f), Map.entry("a-c", 4f), Map.entry("a-d", 8f));
      assertThat(rows(harness).get(4L)).containsExactly(Map.entry("a-d", 8f));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeletionTakesAwayWhatWasBeforeIt(boolean restoring) throws Exception {
    try (Harness<String, Edge, SnapshotPart> harness = harness(0, restoring)) {
      send(harness, "a", "b", 10, 1);
      harness.element(edge("b", "a", 150_000, 1, "gone"), 150);
      send(harness, "a", "b", 250, 5);
      harness.watermark(300);
      assertThat(rows(harness).get(1L)).containsExactly(Map.entry("a-b", 1f));
      assertThat(rows(harness)).doesNotContainKey(2L);
      assertThat(rows(harness).get(3L)).containsExactly(Map.entry("a-b", 5f));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTickIsSentOnceAndALateEventCountsFromTheNextOn(boolean restoring) throws Exception {
    try (Harness<String, Edge, SnapshotPart> harness = harness(0, restoring)) {
      send(harness, "a", "b", 10, 1);
      harness.watermark(100);
      harness.watermark(150);
      send(harness, "a", "b", 20, 1);
      harness.watermark(200);
      assertThat(harness.outputs()).hasSize(2);
      assertThat(rows(harness).get(1L)).containsExactly(Map.entry("a-b", 1f));
      assertThat(rows(harness).get(2L)).containsExactly(Map.entry("a-b", 2f));
    }
  }

  /** With a tick each 100 ms there are 17 billion between the two events. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ticksWithoutEventsInTheirWindowArePassedOver(boolean restoring) throws Exception {
    long far = 1_700_000_000_000L;
    try (Harness<String, Edge, SnapshotPart> harness = harness(250, restoring)) {
      send(harness, "a", "b", 10, 1);
      send(harness, "a", "c", far, 2);
      harness.watermark(far + 99);
      assertThat(rows(harness)).containsOnlyKeys(1L, 2L, far / INTERVAL);
      // Late: the ticks that saw it are gone by, though none of them was made.
      send(harness, "a", "d", 500, 4);
      send(harness, "a", "e", far - 50, 8);
      harness.watermark(far + 100);
      assertThat(rows(harness)).containsOnlyKeys(1L, 2L, far / INTERVAL, far / INTERVAL + 1);
      assertThat(rows(harness).get(far / INTERVAL + 1))
          .containsExactly(Map.entry("a-c", 2f), Map.entry("a-e", 8f));
    }
  }

  @Test
  void anEventWithoutWeightIsLeftOut() throws Exception {
    try (Harness<String, Edge, SnapshotPart> harness = harness(0, false)) {
      send(harness, "a", "b", 10, 0);
      send(harness, "a", "c", 10, Float.NaN);
      send(harness, "a", "d", 10, -2);
      send(harness, "a", "e", 10, 3);
      harness.watermark(100);
      assertThat(rows(harness).get(1L)).containsExactly(Map.entry("a-e", 3f));
    }
  }

  /** Against a plain sum over all events. */
  @ParameterizedTest
  @CsvSource({"1,false", "2,false", "3,true", "4,true"})
  void everyTickHasTheGraphOfItsWindow(long seed, boolean restoring) throws Exception {
    Random random = new Random(seed);
    List<Edge> sent = new ArrayList<>();
    long window = 170;
    try (Harness<String, Edge, SnapshotPart> harness = harness(window, restoring)) {
      long now = 0;
      for (int i = 0; i < 150; i++) {
        now += random.nextInt(15);
        long time = Math.max(1, now - random.nextInt(20));
        String type = random.nextInt(8) == 0 ? "gone" : "";
        Edge edge =
            edge(
                "n" + random.nextInt(6),
                "n" + random.nextInt(6),
                time * 1_000,
                1 + random.nextInt(9),
                type);
        sent.add(edge);
        harness.element(edge, time);
        if (random.nextInt(5) == 0) {
          harness.watermark(now - 20);
        }
      }
      harness.watermark(now);
      for (Map.Entry<Long, Map<String, Float>> tick : rows(harness).entrySet()) {
        assertThat(tick.getValue()).isEqualTo(expected(sent, tick.getKey() * INTERVAL, window));
      }
      assertThat(rows(harness)).hasSizeGreaterThan(5);
    }
  }

  @Test
  void whereTheWatermarkJumpsEachTickIsWholeBeforeTheNextIsSent() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AdjacencyOperator(
                READING, TickKind.EVENT_TIME, new Ticks(INTERVAL), Duration.ZERO, AHEAD, true),
            EdgeReading::owner,
            Types.STRING)) {
      harness.setup(SnapshotPartSerializer.INSTANCE);
      harness.open();
      harness.processElement(edge("a", "b", 50_000, 1, ""), 50);
      harness.processWatermark(310);
      assertThat(harness.getOutput())
          .extracting(
              output ->
                  output instanceof Watermark mark
                      ? "watermark " + mark.getTimestamp()
                      : "part of "
                          + ((SnapshotPart) ((StreamRecord<?>) output).getValue()).snapshotId())
          .containsExactly(
              "part of 1",
              "watermark 100",
              "part of 2",
              "watermark 200",
              "part of 3",
              "watermark 300",
              "watermark 310");
    }
  }

  @Test
  void theClockTicksForAllAlike() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AdjacencyOperator(
                READING, TickKind.WALL_TIME, new Ticks(INTERVAL), Duration.ZERO, AHEAD, true),
            EdgeReading::owner,
            Types.STRING)) {
      harness.setup(SnapshotPartSerializer.INSTANCE);
      harness.setProcessingTime(1_000);
      harness.open();
      harness.processElement(edge("a", "b", 5_000, 1, ""), 5);
      harness.setProcessingTime(1_100);
      harness.setProcessingTime(1_200);
      assertThat(harness.extractOutputValues())
          .filteredOn(SnapshotPart.End.class::isInstance)
          .containsExactly(new SnapshotPart.End(11, 5_000, 0), new SnapshotPart.End(12, 5_000, 0));
      assertThat(harness.extractOutputValues()).hasSize(4);
    }
  }

  @Test
  void aStrayFromTheFutureDoesNotLetTheOthersExpire() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AdjacencyOperator(
                READING,
                TickKind.WALL_TIME,
                new Ticks(INTERVAL),
                Duration.ofMillis(50),
                AHEAD,
                true),
            EdgeReading::owner,
            Types.STRING)) {
      harness.setup(SnapshotPartSerializer.INSTANCE);
      harness.setProcessingTime(1_000);
      harness.open();
      harness.processElement(edge("a", "b", 5_000, 1, ""), 5);
      Edge stray = new Edge(new EdgeRef("s", "a", "c", 99_000_000_000L, 6, 1), new float[] {1}, "");
      harness.processElement(stray, 99_000_000);
      harness.setProcessingTime(1_100);
      harness.setProcessingTime(1_200);
      assertThat(harness.extractOutputValues())
          .filteredOn(SnapshotPart.Row.class::isInstance)
          .extracting(part -> ((SnapshotPart.Row) part).others())
          .containsExactly(List.of("b"), List.of("b"));
      assertThat(harness.extractOutputValues())
          .filteredOn(SnapshotPart.End.class::isInstance)
          .containsExactly(new SnapshotPart.End(11, 5_000, 0), new SnapshotPart.End(12, 5_000, 0));
    }
  }

  private static Map<String, Float> expected(List<Edge> sent, long tick, long window) {
    Map<String, PairEvents> pairs = new TreeMap<>();
    for (Edge edge : sent) {
      pairs.merge(
          EdgeReading.owner(edge) + "-" + EdgeReading.other(edge),
          PairEvents.NONE.with(edge.ref().timeMicros(), READING.weight(edge)),
          (before, one) -> before.with(edge.ref().timeMicros(), READING.weight(edge)));
    }
    Map<String, Float> weights = new TreeMap<>();
    pairs.forEach(
        (pair, events) -> {
          float weight = events.weight((tick - window) * 1_000, tick * 1_000);
          if (weight > 0) {
            weights.put(pair, weight);
          }
        });
    return weights;
  }

  /** Weights by pair, of each tick. */
  private static Map<Long, Map<String, Float>> rows(Harness<String, Edge, SnapshotPart> harness) {
    Map<Long, Map<String, Float>> ticks = new TreeMap<>();
    for (SnapshotPart part : harness.outputs()) {
      SnapshotPart.Row row = (SnapshotPart.Row) part;
      assertThat(row.timeMicros()).isEqualTo(row.snapshotId() * INTERVAL * 1_000);
      for (int i = 0; i < row.weights().length; i++) {
        ticks
            .computeIfAbsent(row.snapshotId(), id -> new TreeMap<>())
            .put(row.node() + "-" + row.others().get(i), row.weights()[i]);
      }
    }
    return ticks;
  }

  private static void send(
      Harness<String, Edge, SnapshotPart> harness,
      String src,
      String dst,
      long millis,
      float weight)
      throws Exception {
    harness.element(edge(src, dst, millis * 1_000, weight, ""), millis);
  }

  private static Edge edge(String src, String dst, long micros, float weight, String type) {
    return new Edge(
        new EdgeRef("e", src, dst, micros, micros / 1_000, 0), new float[] {weight}, type);
  }

  private static Harness<String, Edge, SnapshotPart> harness(long windowMillis, boolean restoring)
      throws Exception {
    return new Harness<>(
        () ->
            new AdjacencyOperator(
                READING,
                TickKind.EVENT_TIME,
                new Ticks(INTERVAL),
                Duration.ofMillis(windowMillis),
                AHEAD,
                true),
        EdgeReading::owner,
        Types.STRING,
        SnapshotPartSerializer.INSTANCE,
        restoring);
  }
}
