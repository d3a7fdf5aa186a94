package io.eddy.jobs.snapshot;

import io.eddy.jobs.delivery.DeliveryListener;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.snapshot.SnapshotReport.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.events.EventBuilder;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot job's metrics, events and log lines. Numbers are gauges over atomics: the stores'
 * threads count as well as the task's.
 */
final class SnapshotMetrics implements DeliveryListener {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotMetrics.class);

  /** What is counted of a store. */
  private record Counts(
      AtomicLong delivered, AtomicLong refused, AtomicLong dropped, AtomicLong gone) {
    static Counts in(MetricGroup group, StoreKind store) {
      MetricGroup own = group.addGroup("store", store.name().toLowerCase(Locale.ROOT));
      return new Counts(
          gauge(own, "delivered"),
          gauge(own, "refused"),
          gauge(own, "dropped"),
          gauge(own, "gone"));
    }
  }

  private final MetricGroup group;
  private final Map<StoreKind, Counts> stores = new EnumMap<>(StoreKind.class);
  private final Map<Outcome, AtomicLong> outcomes = new EnumMap<>(Outcome.class);
  private final AtomicLong lastNodes;
  private final AtomicLong lastEdges;
  private final AtomicLong lastBytes;
  private final AtomicLong lastMillis;
  private final AtomicLong lastBuildMillis;
  private final AtomicLong lastEmbedMillis;
  private final AtomicLong lastPublishMillis;
  private final AtomicReference<String> lastDevice = new AtomicReference<>("");
  private final AtomicLong lastId;
  private final AtomicLong lastSuccess;

  SnapshotMetrics(MetricGroup group) {
    this.group = group;
    for (StoreKind store : StoreKind.values()) {
      stores.put(store, Counts.in(group, store));
    }
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, gauge(group, "snapshots" + camel(outcome)));
    }
    lastNodes = gauge(group, "snapshotNodes");
    lastEdges = gauge(group, "snapshotEdges");
    lastBytes = gauge(group, "snapshotBytes");
    lastMillis = gauge(group, "snapshotMillis");
    lastBuildMillis = gauge(group, "snapshotBuildMillis");
    lastEmbedMillis = gauge(group, "snapshotEmbedMillis");
    lastPublishMillis = gauge(group, "snapshotPublishMillis");
    group.gauge("snapshotDevice", (Gauge<String>) lastDevice::get);
    lastId = gauge(group, "snapshotId");
    lastSuccess = gauge(group, "lastSnapshotAtMillis");
  }

  /** Takes note of a snapshot's end. */
  void ended(SnapshotReport report) {
    count(outcomes, report.outcome()).incrementAndGet();
    if (report.outcome() == Outcome.COMPLETE) {
      lastNodes.set(report.nodes());
      lastEdges.set(report.edges());
      lastBytes.set(report.bytes());
      lastMillis.set(report.buildMillis() + report.embedMillis() + report.publishMillis());
      lastBuildMillis.set(report.buildMillis());
      lastEmbedMillis.set(report.embedMillis());
      lastPublishMillis.set(report.publishMillis());
      lastDevice.set(report.device());
      lastId.set(report.id());
      lastSuccess.set(System.currentTimeMillis());
      LOG.info("{}", report);
    } else {
      LOG.warn("{}", report);
    }
    group.addEvent(
        event("SnapshotEnded", report.outcome() == Outcome.COMPLETE, report.toString())
            .setAttribute("snapshotId", report.id())
            .setAttribute("outcome", report.outcome().name())
            .setAttribute("nodes", report.nodes())
            .setAttribute("edges", report.edges())
            .setAttribute("bytes", report.bytes())
            .setAttribute("buildMillis", report.buildMillis())
            .setAttribute("embedMillis", report.embedMillis())
            .setAttribute("publishMillis", report.publishMillis())
            .setAttribute("device", report.device()));
  }

  @Override
  public void delivered(StoreKind store, SnapshotInfo snapshot, int written, Duration took) {
    count(stores, store).delivered().incrementAndGet();
    LOG.info("{} is in {}: {} nodes written in {} ms", snapshot, store, written, took.toMillis());
  }

  @Override
  public void refused(StoreKind store, SnapshotInfo snapshot, RuntimeException reason) {
    count(stores, store).refused().incrementAndGet();
    say("SnapshotRefused", "%s refuses %s: %s".formatted(store, snapshot, reason.getMessage()));
  }

  @Override
  public void gone(StoreKind store, SnapshotInfo snapshot, RuntimeException reason) {
    count(stores, store).gone().set(1);
    say("StoreGone", "%s is gone, snapshots wait for it: %s".formatted(store, reason.getMessage()));
  }

  @Override
  public void back(StoreKind store, Duration gap) {
    count(stores, store).gone().set(0);
    say("StoreBack", "%s is back after %d ms".formatted(store, gap.toMillis()));
  }

  @Override
  public void dropped(StoreKind store, SnapshotInfo snapshot) {
    count(stores, store).dropped().incrementAndGet();
    say(
        "SnapshotDropped",
        "%s will not get %s: too many wait for it, and no Parquet files hold it"
            .formatted(store, snapshot));
  }

  private void say(String name, String text) {
    LOG.warn("{}", text);
    group.addEvent(event(name, false, text));
  }

  private static EventBuilder event(String name, boolean fine, String body) {
    EventBuilder event = new EventBuilder(SnapshotMetrics.class, name);
    event.setSeverity(fine ? "INFO" : "WARN");
    event.setBody(body);
    return event;
  }

  private static <K, V> V count(Map<K, V> counts, K key) {
    return Objects.requireNonNull(counts.get(key));
  }

  private static AtomicLong gauge(MetricGroup group, String name) {
    AtomicLong value = new AtomicLong();
    group.gauge(name, (Gauge<Long>) value::get);
    return value;
  }

  /** {@code TIMED_OUT} as {@code TimedOut}. */
  private static String camel(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    for (String word : outcome.name().split("_", -1)) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}
