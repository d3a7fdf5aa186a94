package io.eddy.jobs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.snapshot.SnapshotReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.events.EventBuilder;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** The names that docs/operations.md lists, and that each shows what it is named after. */
class SnapshotMetricsTest {
  private static final SnapshotInfo SNAPSHOT = new SnapshotInfo(7, 8_000, "m", 4, 2);

  private final Map<String, Gauge<?>> gauges = new TreeMap<>();
  private final List<String> events = new ArrayList<>();
  private final SnapshotMetrics metrics = new SnapshotMetrics(new Recording(""));

  /** Keeps what is registered, with the groups in front of its name. */
  private final class Recording extends UnregisteredMetricsGroup {
    private final String prefix;

    Recording(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(prefix + name, gauge);
      return gauge;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Recording(prefix + key + "." + value + ".");
    }

    @Override
    public void addEvent(EventBuilder event) {
      events.add(event.build(Map.of()).getName());
    }
  }

  @Test
  void aCompleteSnapshotShowsItsNumbers() {
    metrics.ended(
        new SnapshotReport(7, 8_000, Outcome.COMPLETE, 2, 3, 400, "cpu", 10, 200, 3_000, ""));
    assertThat(value("snapshotsComplete")).isEqualTo(1L);
    assertThat(value("snapshotId")).isEqualTo(7L);
    assertThat(value("snapshotNodes")).isEqualTo(2L);
    assertThat(value("snapshotEdges")).isEqualTo(3L);
    assertThat(value("snapshotBytes")).isEqualTo(400L);
    assertThat(value("snapshotDevice")).isEqualTo("cpu");
    assertThat(value("snapshotBuildMillis")).isEqualTo(10L);
    assertThat(value("snapshotEmbedMillis")).isEqualTo(200L);
    assertThat(value("snapshotPublishMillis")).isEqualTo(3_000L);
    assertThat(value("snapshotMillis")).isEqualTo(3_210L);
    assertThat((long) value("lastSnapshotAtMillis")).isPositive();
    assertThat(events).containsExactly("SnapshotEnded");
  }

  @Test
  void oneThatIsNotIsCountedAndLeavesTheLastNumbers() {
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.COMPLETE) {
        metrics.ended(SnapshotReport.not(8, 9_000, outcome, "a reason"));
      }
    }
    for (String name : List.of("Failed", "TimedOut", "Skipped", "Incomplete", "Lost")) {
      assertThat(value("snapshots" + name)).as(name).isEqualTo(1L);
    }
    assertThat(value("snapshotsComplete")).isEqualTo(0L);
    assertThat(value("snapshotId")).isEqualTo(0L);
    assertThat(events).hasSize(5).containsOnly("SnapshotEnded");
  }

  @Test
  void aStoreThatComesAndGoesIsCountedAndSaid() {
    metrics.delivered(StoreKind.REDIS, SNAPSHOT, 2, Duration.ofMillis(5));
    metrics.gone(StoreKind.REDIS, SNAPSHOT, new IllegalStateException("away"));
    assertThat(value("store.redis.gone")).isEqualTo(1L);
    metrics.back(StoreKind.REDIS, Duration.ofSeconds(60));
    metrics.refused(StoreKind.TOPIC, SNAPSHOT, new IllegalStateException("no"));
    metrics.dropped(StoreKind.REDIS, SNAPSHOT);
    assertThat(value("store.redis.gone")).isEqualTo(0L);
    assertThat(value("store.redis.delivered")).isEqualTo(1L);
    assertThat(value("store.redis.dropped")).isEqualTo(1L);
    assertThat(value("store.topic.refused")).isEqualTo(1L);
    assertThat(events)
        .containsExactly("StoreGone", "StoreBack", "SnapshotRefused", "SnapshotDropped");
  }

  private Object value(String name) {
    assertThat(gauges).containsKey(name);
    return gauges.get(name).getValue();
  }
}
