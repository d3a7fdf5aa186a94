package io.eddy.ingest.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import io.eddy.ingest.IngestOptions;
import io.eddy.ingest.IngestOptions.DedupeStore;
import io.eddy.ingest.internal.run.StreamsProperties;
import io.eddy.ingest.internal.topology.SeenIds.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenIdsTest {
  private static final Bytes ID = Bytes.wrap("id".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  private TopologyTestDriver driver;
  private KeyValueStore<String, byte[]> saved;

  @BeforeEach
  void openStores() {
    Topology topology = new Topology();
    topology.addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in");
    ProcessorSupplier<byte[], byte[], Void, Void> idle = Idle::new;
    topology.addProcessor("idle", idle, "source");
    topology.addStateStore(TaskTotals.store("totals"), "idle");
    topology.addStateStore(window(10).store(), "idle");
    topology.addStateStore(window(7).store(), "idle");
    Properties properties =
        StreamsProperties.of(Settings.empty().with(IngestOptions.STATE_DIR, folder.toString()));
    driver = new TopologyTestDriver(topology, properties);
    saved = driver.getKeyValueStore("totals");
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void anotherWidthStartsWithItsOwnIdsInItsOwnWindows() {
    assertThat(run(window(10), 15_000)).isEqualTo(Verdict.FIRST);
    assertThat(new TaskTotals(saved).newestWindow).isEqualTo(10_000);

    assertThat(run(window(7), 15_000)).isEqualTo(Verdict.FIRST);
    TaskTotals totals = new TaskTotals(saved);
    assertThat(totals.newestWindow).isEqualTo(14_000);
    assertThat(totals.windowWidth).isEqualTo(7_000);
    assertThat(window(7).storeName()).isNotEqualTo(window(10).storeName());
  }

  @Test
  void theSameWidthGoesOnWhereItWas() {
    SeenIds seen = seenIds(window(10), new TaskTotals(saved));
    assertThat(seen.see(ID, 15_000)).isEqualTo(Verdict.FIRST);
    assertThat(seen.see(ID, 25_000)).isEqualTo(Verdict.DUPLICATE);
    assertThat(seen.see(ID, 25_001)).isEqualTo(Verdict.FIRST);
  }

  /** One event seen by a task that starts with the saved totals, and saves them. */
  private Verdict run(DedupeWindow window, long timeMillis) {
    TaskTotals totals = new TaskTotals(saved);
    Verdict verdict = seenIds(window, totals).see(ID, timeMillis);
    totals.save();
    return verdict;
  }

  private SeenIds seenIds(DedupeWindow window, TaskTotals totals) {
    return new SeenIds(driver.getWindowStore(window.storeName()), window, totals);
  }

  /** Holds the stores and does nothing. */
  private static final class Idle implements Processor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {}
  }

  private static DedupeWindow window(long seconds) {
    return new DedupeWindow(Duration.ofSeconds(seconds), Duration.ofHours(1), DedupeStore.MEMORY);
  }
}
