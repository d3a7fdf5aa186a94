package io.eddy.cli.replay;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataLabel;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the events of a data set to the raw topic as JSON, keyed by source, and its labels to the
 * label topic, each after the last event that is not later than it.
 *
 * <p>The topics must exist. Use from one thread; what is told and asked ({@link Watcher}, stop) is
 * called on that thread.
 */
public final class Replay {
  /** Longest sleep, so that a wish to stop is noticed in time. */
  private static final long MAX_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Settings settings;
  private final Properties producerOverrides;

  /** A replay to the broker, topics and registry that the settings name. */
  public Replay(Settings settings) {
    this(settings, new Properties());
  }

  /** The same, with Kafka producer settings that win over Eddy's. */
  public Replay(Settings settings, Properties producerOverrides) {
    this.settings = settings;
    this.producerOverrides = producerOverrides;
  }

  /** Told after each event how many were handed to the producer. */
  @FunctionalInterface
  public interface Watcher {
    /** So many of so many. */
    void sent(long events, long total);
  }

  /**
   * Sends a part of a data set and waits until the broker has acknowledged all of it.
   *
   * @param stop asked before each event and while waiting for one; true ends the replay early
   * @return what was sent, less than the whole where it was stopped
   * @throws CommandException if the broker does not take a record
   */
  public ReplayResult run(
      DataSet data, Slice slice, Pace pace, Watcher watcher, BooleanSupplier stop) {
    List<DataEvent> events = slice.events(data);
    Deque<DataLabel> labels = new ArrayDeque<>(slice.labels(data, events));
    int labelCount = labels.size();
    String rawTopic = Topic.EDGES_RAW.name(settings.get(ConnectionOptions.PREFIX));
    RawJson json = new RawJson();
    try (Outbox outbox = new Outbox(producerConfig(pace))) {
      LabelRecords labelRecords = new LabelRecords(settings);
      long start = System.nanoTime();
      long sent = 0;
      boolean stopped = false;
      for (DataEvent event : events) {
        sendLabels(labels, event.timeMicros(), labelRecords, outbox);
        long due = pace.dueNanos(sent, event.timeMicros() - events.get(0).timeMicros());
        stopped = !waitUntil(start + due, stop);
        if (stopped) {
          break;
        }
        outbox.send(
            new ProducerRecord<>(
                rawTopic, event.src().getBytes(StandardCharsets.UTF_8), json.encode(event)));
        watcher.sent(++sent, events.size());
      }
      if (!stopped) {
        sendLabels(labels, Long.MAX_VALUE, labelRecords, outbox);
      }
      outbox.flush();
      return new ReplayResult(sent, labelCount - labels.size(), (System.nanoTime() - start) / 1e9);
    }
  }

  private static void sendLabels(
      Deque<DataLabel> labels, long beforeMicros, LabelRecords records, Outbox outbox) {
    while (!labels.isEmpty() && labels.element().knownAtMicros() < beforeMicros) {
      outbox.send(records.of(labels.remove()));
    }
  }

  /**
   * @return false if the wait was ended by a wish to stop
   */
  private static boolean waitUntil(long nanoTime, BooleanSupplier stop) {
    while (true) {
      if (stop.getAsBoolean() || Thread.currentThread().isInterrupted()) {
        return false;
      }
      long left = nanoTime - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      LockSupport.parkNanos(Math.min(left, MAX_PARK_NANOS));
    }
  }

  private Properties producerConfig(Pace pace) {
    Properties config = BrokerConnection.clientProperties(settings);
    // Waiting for company fills batches when there is no schedule, and spoils one where there is.
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, pace == Pace.MAX ? "5" : "0");
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(128 << 10));
    config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(64 << 20));
    config.putAll(producerOverrides);
    return config;
  }
}
