package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.loop.LoopRecord.Hello;
import io.eddy.jobs.loop.LoopRecord.HopMark;
import io.eddy.jobs.loop.LoopRecord.Message;
import io.eddy.jobs.loop.LoopRecord.Sentinel;
import io.eddy.jobs.loop.program.HopLimitException;
import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadOperatorTest {
  private static final LoopRecordTypeInfo<String> RECORDS = new LoopRecordTypeInfo<>(Types.STRING);
  private static final OutputTag<LoopRecord<String>> TAG = new OutputTag<>("messages", RECORDS);

  /** The context that a script has kept. */
  private static final AtomicReference<NodeContext<String, String, String>> KEPT =
      new AtomicReference<>();

  /** An event or message is a script: "emit", "count", "send NODE DELAY SCRIPT" and so on. */
  private static final class Script implements NodeProgram<String, String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void onEvent(String event, NodeContext<String, String, String> context) {
      run(event, context);
    }

    @Override
    public void onMessage(String message, NodeContext<String, String, String> context) {
      run(message, context);
    }

    private static void run(String script, NodeContext<String, String, String> context) {
      for (String command : script.split(";")) {
        String[] words = command.strip().split(" ", 4);
        switch (words[0]) {
          case "emit" ->
              context.emit("%s %s hop %d".formatted(context.node(), words[1], context.hop()));
          case "count" -> {
            String state = Objects.requireNonNullElse(context.state(), "") + "I";
            context.setState(state);
            context.emit(context.node() + " " + state);
          }
          case "forget" -> context.setState(null);
          case "random" -> context.emit(Long.toHexString(context.random().nextLong()));
          case "time" -> context.emit("time " + context.eventTimeMillis());
          case "send" ->
              context.send(
                  words[1],
                  words[3].replace(',', ';'),
                  context.energy(),
                  Double.parseDouble(words[2]));
          case "keep" -> KEPT.set(context);
          case "use" -> Objects.requireNonNull(KEPT.get()).emit("kept");
          case "energy" -> context.send("b", "emit x", Float.parseFloat(words[1]), 0);
          default -> throw new IllegalArgumentException(command);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stateSurvivesAndTheEffectOfAnEventIsInPlaceBeforeTheNext(boolean restoring)
      throws Exception {
    List<String> results =
        run(restoring, "count; send b 0 count", "send b 0 count, count", "count", "forget; count");
    assertThat(results).containsExactly("a I", "b I", "b II", "b III", "a II", "a I");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void delayedMessagesWaitWhileAnythingUndelayedIsLeft(boolean restoring) throws Exception {
    List<String> results =
        run(
            restoring,
            "send b 3 emit third; send b 1 emit first, send b 1 emit second; send b 0 emit now",
            "emit next");
    assertThat(results)
        .containsExactly(
            "b now hop 1", "b first hop 1", "b second hop 2", "b third hop 1", "a next hop 0");
  }

  @Test
  void theRandomSourceGoesOnAfterARestore() throws Exception {
    String[] events = {"random", "random; send b 0 random", "random", "send c 0 random"};
    List<String> uninterrupted = run(false, events);
    assertThat(run(true, events)).isEqualTo(uninterrupted);
    assertThat(uninterrupted).doesNotHaveDuplicates();
  }

  @Test
  void resultsHaveTheTimeOfTheirEventAndNoneIfItHasNone() throws Exception {
    try (var harness = harness(1, true)) {
      harness.open();
      harness.processElement(new StreamRecord<>("send b 0 time", 5));
      harness.processElement(new StreamRecord<>("send b 0 time"));
      List<StreamRecord<? extends String>> records =
          new ArrayList<>(harness.extractOutputStreamRecords());
      assertThat(records.get(0)).isEqualTo(new StreamRecord<>("time 5", 5));
      assertThat(records.get(1)).isEqualTo(new StreamRecord<>("time " + Long.MIN_VALUE));
    }
  }

  @Test
  void watermarksLeaveAtOnceWhenNothingLeavesTheSubtask() throws Exception {
    try (var harness = harness(1, true)) {
      harness.open();
      harness.processElement(new StreamRecord<>("send b 9 emit late", 5));
      harness.processWatermark(10);
      assertThat(harness.getOutput())
          .containsExactly(new StreamRecord<>("b late hop 1", 5), new Watermark(10));
    }
  }

  @Test
  void whatIsNotForThisSubtaskLeavesInOrderBehindTheHello() throws Exception {
    try (var harness = harness(2, true)) {
      harness.open();
      harness.processElement(
          new StreamRecord<>("send b 0 emit x; send c 0 emit x; send d 0 emit x", 5));
      harness.processWatermark(10);
      List<LoopRecord<String>> sent =
          harness.getSideOutput(TAG).stream().map(StreamRecord::getValue).toList();
      assertThat(sent.get(0)).isInstanceOf(Hello.class);
      int me = ownerOf("a", 2);
      assertThat(sent.stream().filter(Message.class::isInstance))
          .hasSize((int) Stream.of("b", "c", "d").filter(node -> ownerOf(node, 2) != me).count())
          .isNotEmpty()
          .allMatch(record -> record.to() == 1 - me);
      assertThat(sent.get(sent.size() - 1))
          .isEqualTo(new HopMark<String>(1, me, 10, false, 1 - me));
      assertThat(harness.getOutput()).noneMatch(Watermark.class::isInstance);
    }
  }

  @Test
  void whatAProgramMustNotSendIsRefused() throws Exception {
    try (var harness = harness(1, true)) {
      harness.open();
      assertThatThrownBy(() -> harness.processElement(new StreamRecord<>("energy 1.5")))
          .hasMessage("node 'a' sends energy 1.5 of the 1.0 it has; expected 0 to that");
      assertThatThrownBy(() -> harness.processElement(new StreamRecord<>("send b -1 emit x")))
          .hasMessage("node 'a' sends with delay -1.0; expected 0 or more, and finite");
      assertThatThrownBy(
              () ->
                  harness.processElement(
                      new StreamRecord<>("send b 0 send a 0 send b 0 send a 0 emit x")))
          .isInstanceOf(HopLimitException.class);
    }
  }

  @Test
  void aContextIsRefusedAfterItsCall() throws Exception {
    try (var harness = harness(1, true)) {
      harness.open();
      harness.processElement(new StreamRecord<>("keep; use"));
      assertThat(harness.extractOutputValues()).containsExactly("kept");
      assertThatThrownBy(() -> harness.processElement(new StreamRecord<>("use")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the context of a call at node 'a', hop 0, was used after the call; keep values, not the context");
      assertThatThrownBy(() -> Objects.requireNonNull(KEPT.get()).emit("kept"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(PriorityQueueStateType.class)
  void rocksDbIsRefusedWhenItsTimersTakeTheStreamOfTheLog(PriorityQueueStateType timers)
      throws Exception {
    EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend();
    backend.setPriorityQueueStateType(timers);
    try (var harness = harness(1, true, backend)) {
      if (timers == PriorityQueueStateType.HEAP) {
        assertThatThrownBy(harness::open)
            .isInstanceOf(SuppressRestartsException.class)
            .cause()
            .hasMessageContaining(
                "loop 'loop' cannot run: the state backend keeps timers on the heap")
            .hasMessageContaining("state.backend.rocksdb.timer-service.factory to ROCKSDB");
      } else {
        assertThatCode(harness::open).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void anEmptyLoopEndsByItself() throws Exception {
    try (var harness = harness(1, true)) {
      harness.open();
      harness.processElement(new StreamRecord<>("send b 2 emit x", 5));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      harness.endInput();
      assertThat(harness.getOutput()).endsWith(Watermark.MAX_WATERMARK);
    }
  }

  /** What waits in a head is logged by each checkpoint that passes, once. */
  @Test
  void aSavepointBesideACheckpointHoldsEachMessageOnce() throws Exception {
    OperatorSubtaskState inFlight;
    try (var harness = harness(1, false)) {
      harness.open();
      harness.processElement(new StreamRecord<>("send b 0 emit x", 5));
      Channel<String> channel = channel(harness);
      OperatorSnapshotFutures checkpoint = snapshot(harness, 7);
      OperatorSnapshotFutures savepoint = snapshot(harness, 8);
      for (var sent : harness.getSideOutput(TAG)) {
        if (sent.getValue() instanceof Message<String> message) {
          channel.add(message);
        }
      }
      channel.add(new Sentinel<>(7, 0));
      channel.add(new Sentinel<>(8, 0));
      harness.processElement(new StreamRecord<>("emit y", 6));
      inFlight = OperatorSnapshotFinalizer.create(checkpoint).getJobManagerOwnedState();
      assertThat(restored(OperatorSnapshotFinalizer.create(savepoint).getJobManagerOwnedState()))
          .containsExactly("b x hop 1", "a z hop 0");
    }
    try (var harness = harness(1, false)) {
      harness.initializeState(inFlight);
      harness.open();
      OperatorSnapshotFutures checkpoint = snapshot(harness, 9);
      OperatorSnapshotFutures savepoint = snapshot(harness, 10);
      channel(harness).add(new Sentinel<>(9, 0));
      channel(harness).add(new Sentinel<>(10, 0));
      harness.processElement(new StreamRecord<>("emit y", 6));
      for (OperatorSnapshotFutures parts : List.of(checkpoint, savepoint)) {
        assertThat(restored(OperatorSnapshotFinalizer.create(parts).getJobManagerOwnedState()))
            .containsExactly("b x hop 1", "a z hop 0");
      }
    }
  }

  /** With nothing on the network a log is written at the barrier, where a failure must show. */
  @Test
  void aLoneHeadWhoseLogCannotBeWrittenFailsItsSnapshot() throws Exception {
    try (var harness = harness(1, true)) {
      harness.open();
      CheckpointStreamFactory full =
          new MemCheckpointStreamFactory(1 << 20) {
            @Override
            public CheckpointStateOutputStream createCheckpointStateOutputStream(
                CheckpointedStateScope scope) {
              return new FullStream();
            }
          };
      assertThatThrownBy(() -> snapshot(harness, 7, full)).hasStackTraceContaining("no space left");
    }
  }

  @Test
  void aClosedHeadLeavesNoChannelBehind() throws Exception {
    int before = Channels.open();
    try (var harness = harness(1, true)) {
      harness.open();
      assertThat(Channels.open()).isEqualTo(before + 1);
    }
    assertThat(Channels.open()).isEqualTo(before);
  }

  private static int ownerOf(String node, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(node, 128, parallelism);
  }

  private static Channel<String> channel(
      KeyedOneInputStreamOperatorTestHarness<String, String, String> harness) {
    return harness.getSideOutput(TAG).stream()
        .map(StreamRecord::getValue)
        .filter(Hello.class::isInstance)
        .map(hello -> Channels.<String>find(((Hello<String>) hello).channel()))
        .findFirst()
        .orElseThrow();
  }

  private static OperatorSnapshotFutures snapshot(
      KeyedOneInputStreamOperatorTestHarness<String, String, String> harness, long id)
      throws Exception {
    return snapshot(harness, id, new MemCheckpointStreamFactory(1 << 20));
  }

  /** The synchronous part: what waits for sentinels is not waited for. */
  private static OperatorSnapshotFutures snapshot(
      KeyedOneInputStreamOperatorTestHarness<String, String, String> harness,
      long id,
      CheckpointStreamFactory storage)
      throws Exception {
    harness.getOperator().prepareSnapshotPreBarrier(id);
    return harness
        .getOperator()
        .snapshotState(id, id, CheckpointOptions.forCheckpointWithDefaultLocation(), storage);
  }

  /** What a head restored from the state puts out, with one more event. */
  private static List<String> restored(OperatorSubtaskState state) throws Exception {
    try (var harness = harness(1, true)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(new StreamRecord<>("emit z", 9));
      return new ArrayList<>(harness.extractOutputValues());
    }
  }

  /** Runs events at node a; with {@code restoring} each on a head restored from the one before. */
  private static List<String> run(boolean restoring, String... events) throws Exception {
    List<String> results = new ArrayList<>();
    var harness = harness(1, true);
    harness.open();
    long time = 0;
    for (String event : events) {
      harness.processElement(new StreamRecord<>(event, time++));
      results.addAll(harness.extractOutputValues());
      harness.getOutput().clear();
      if (restoring) {
        OperatorSubtaskState state = harness.snapshot(time, time);
        harness.close();
        harness = harness(1, true);
        harness.initializeState(state);
        harness.open();
      }
    }
    harness.close();
    return results;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
      int parallelism, boolean shortCut) throws Exception {
    return harness(parallelism, shortCut, new HashMapStateBackend());
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
      int parallelism, boolean shortCut, StateBackend backend) throws Exception {
    LoopSettings settings =
        new LoopSettings("loop", 3, 10, 20, 1 << 20, 1 << 20, 42, shortCut, true, 1, 1);
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, String, String>(
            new HeadOperatorFactory<>(settings, new Script(), Types.STRING, RECORDS, TAG),
            event -> "a",
            Types.STRING,
            128,
            parallelism,
            ownerOf("a", parallelism));
    harness.setStateBackend(backend);
    harness
        .getEnvironment()
        .getJobConfiguration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    harness.setup(
        Types.STRING.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    return harness;
  }
}
