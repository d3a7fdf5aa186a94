package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.loop.program.ForgettingProgram;
import io.eddy.jobs.loop.program.NodeAccess;
import io.eddy.jobs.loop.program.NodeContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleSweepTest {
  private static final int NODES = 1_000;

  /** Watermarks within which a round of all nodes ends. */
  private static final int ENOUGH = 50;

  private static final long EVERY = 1_000;
  private static final LoopRecordTypeInfo<String> RECORDS = new LoopRecordTypeInfo<>(Types.STRING);
  private static final OutputTag<LoopRecord<String>> TAG = new OutputTag<>("messages", RECORDS);

  /** Nodes that were asked; static because the operator has its own copy of the program. */
  private static final List<String> ASKED = new ArrayList<>();

  /** An event is "node:state"; what is old is forgotten, and a friend is told. */
  private static final class Forgetter
      implements ForgettingProgram<String, String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void onEvent(String event, NodeContext<String, String, String> context) {
      context.setState(event.split(":")[1]);
    }

    @Override
    public void onMessage(String message, NodeContext<String, String, String> context) {
      context.emit(context.node() + " hears " + message);
    }

    @Override
    public long forgetEveryMillis() {
      return EVERY;
    }

    @Override
    public boolean forget(NodeAccess<String, String> node) {
      ASKED.add(node.node());
      if (!"old".equals(node.state())) {
        return false;
      }
      node.setState(null);
      node.send("friend", node.node() + " is gone at " + node.eventTimeMillis());
      return true;
    }
  }

  @BeforeEach
  void nobodyWasAsked() {
    ASKED.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aRoundAsksEveryNodeOnceAndAFewAtATimeWhileOthersCome(String backend) throws Exception {
    try (var harness = harness(backend)) {
      harness.open();
      fill(harness);
      harness.processWatermark(0);
      int most = ASKED.size();
      assertThat(most).isBetween(1, NODES / 4);
      for (int i = 1; i < ENOUGH; i++) {
        int before = ASKED.size();
        harness.processElement(new StreamRecord<>("late%d:young".formatted(i), i));
        harness.processWatermark(i);
        assertThat(ASKED.size() - before).isLessThanOrEqualTo(most);
      }
      assertThat(ASKED).as("the next round is not due").doesNotHaveDuplicates().hasSize(NODES);
      harness.processWatermark(EVERY);
      assertThat(ASKED).hasSizeBetween(NODES + 1, NODES + most);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aRestoredJobBeginsARoundAtOnceAndWhatItForgetsIsGone(String backend) throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(backend)) {
      harness.open();
      fill(harness);
      harness.processElement(new StreamRecord<>("n7:old", 0));
      harness.prepareSnapshotPreBarrier(1);
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(backend)) {
      harness.initializeState(state);
      harness.open();
      watermarks(harness, 5);
      assertThat(harness.extractOutputValues()).hasSize(1);
      assertThat(harness.extractOutputValues().get(0))
          .matches("friend hears n7 is gone at [6-9]|friend hears n7 is gone at [1-5][0-9]");
      assertThat(ASKED).hasSize(NODES);
      watermarks(harness, 5 + EVERY);
      assertThat(ASKED).as("n7 has no state any more").hasSize(2 * NODES - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
  void beforeTheFirstWatermarkAndAtTheEndNobodyIsAsked(long watermark) throws Exception {
    try (var harness = harness("hashmap")) {
      harness.open();
      fill(harness);
      harness.processWatermark(watermark);
      assertThat(ASKED).isEmpty();
    }
  }

  private static void fill(KeyedOneInputStreamOperatorTestHarness<String, String, String> harness)
      throws Exception {
    for (int node = 0; node < NODES; node++) {
      harness.processElement(new StreamRecord<>("n%d:young".formatted(node), 0));
    }
  }

  private static void watermarks(
      KeyedOneInputStreamOperatorTestHarness<String, String, String> harness, long first)
      throws Exception {
    for (int i = 0; i < ENOUGH; i++) {
      harness.processWatermark(first + i);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
      String backend) throws Exception {
    LoopSettings settings =
        new LoopSettings("loop", 1, 10, 20, 1 << 20, 1 << 20, 42, true, true, 1, 1);
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, String, String>(
            new HeadOperatorFactory<>(settings, new Forgetter(), Types.STRING, RECORDS, TAG),
            event -> event.split(":")[0],
            Types.STRING,
            128,
            1,
            0);
    harness.setStateBackend(
        backend.equals("hashmap") ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend());
    harness
        .getEnvironment()
        .getJobConfiguration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    harness.setup(StringSerializer.INSTANCE);
    return harness;
  }
}
