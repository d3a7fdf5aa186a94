package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.StampedEdge;
import io.eddy.jobs.event.Visit;
import io.eddy.jobs.event.VisitSerializer;
import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import io.eddy.jobs.node.NeuralPlan;
import io.eddy.jobs.node.NodeOutput;
import io.eddy.jobs.node.NodeOutputSerializer;
import io.eddy.jobs.node.NodeState;
import io.eddy.jobs.node.NodeStateSerializer;
import io.eddy.jobs.node.NodeVisits;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.Networks;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.memory.node.Precision;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes with memories in a head, whose watermark forgets them. */
class IdleSweepTest {
  private static final VersionedTypeInfo<NodeState> STATE =
      new VersionedTypeInfo<>(NodeStateSerializer.INSTANCE);
  private static final LoopRecordTypeInfo<Visit> RECORDS =
      new LoopRecordTypeInfo<>(new VersionedTypeInfo<>(VisitSerializer.INSTANCE));
  private static final OutputTag<LoopRecord<Visit>> TAG = new OutputTag<>("messages", RECORDS);
  private static final long IDLE_MICROS = 20_000_000;

  /** 25 sources and 60 destinations, most of them rarely met: half a second between two events. */
  private static final List<Edge> EDGES = Edges.stream(5, 600, 25, 60);

  private static final TgnSettings NETWORK =
      new TgnSettings(
          TgnSettings.MessageFunction.IDENTITY,
          TgnSettings.Aggregator.LAST,
          TgnSettings.Updater.GRU,
          TgnSettings.Embedding.ATTENTION,
          NeighbourMemory.OF_THE_MAIL,
          12,
          8,
          2,
          0,
          12,
          4,
          1,
          2,
          0,
          0,
          1);

  @TempDir private Path folder;
  private Release release;

  @BeforeEach
  void writeNetwork() {
    release = Networks.write(folder.resolve("net"), NETWORK, Networks.random(NETWORK, 3));
  }

  @ParameterizedTest(name = "{0}, batches of {1} calls, restoring {2}")
  @CsvSource({"hashmap, 1, false", "hashmap, 48, true", "rocksdb, 48, false", "rocksdb, 1, true"})
  void resultsAreThoseOfNodesThatStartAnewWithTheirNextVisitButIdleOnesAreCleared(
      String backend, int batch, boolean restoring) throws Exception {
    NeuralPlan plan = NeuralPlan.of(NETWORK, Precision.SINGLE, IDLE_MICROS);
    List<NodeOutput> expected = new ArrayList<>();
    LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner =
        new LocalRunner<>(
            new NodeVisits(4, null, plan), 2, MessageDelays.constant(0), 1, expected::add);
    for (Edge edge : EDGES) {
      runner.process(edge.ref().src(), new StampedEdge(edge, release), edge.ref().timeMillis());
    }

    Run run = run(plan, backend, batch, restoring);
    assertThat(bytes(run.outputs)).containsExactlyElementsOf(bytes(expected));
    long end = EDGES.get(EDGES.size() - 1).ref().timeMicros();
    int cleared = 0;
    assertThat(run.states.keySet()).isEqualTo(runner.states().keySet());
    for (Map.Entry<String, NodeState> entry : runner.states().entrySet()) {
      NodeState state = run.states.get(entry.getKey());
      long idle = end - entry.getValue().seenMicros();
      if (idle > IDLE_MICROS * 3 / 2) {
        assertThat(state.neural()).as("idle for %d µs", idle).isNull();
        cleared++;
      } else if (idle <= IDLE_MICROS) {
        assertThat(bytes(state)).isEqualTo(bytes(entry.getValue()));
      }
    }
    assertThat(cleared).isBetween(5, runner.states().size() - 5);
  }

  @Test
  void nothingIsClearedWhereEventsBehindTheWatermarkAreProcessed() throws Exception {
    NeuralPlan plan = NeuralPlan.of(NETWORK, Precision.SINGLE, IDLE_MICROS).withoutSweeps();
    assertThat(run(plan, "hashmap", 48, false).states.values())
        .allMatch(state -> state.neural() != null);
  }

  /** What came out, and the state of every node at the end. */
  private record Run(List<NodeOutput> outputs, Map<String, NodeState> states) {}

  private Run run(NeuralPlan plan, String backend, int batch, boolean restoring) throws Exception {
    List<NodeOutput> outputs = new ArrayList<>();
    var harness = harness(plan, backend, batch);
    harness.open();
    int events = 0;
    for (Edge edge : EDGES) {
      harness.processElement(
          new StreamRecord<>(new StampedEdge(edge, release), edge.ref().timeMillis()));
      harness.processWatermark(edge.ref().timeMillis() - 1);
      if (restoring && ++events % 100 == 0) {
        OperatorSubtaskState state = harness.snapshot(events, events);
        outputs.addAll(harness.extractOutputValues());
        harness.close();
        harness = harness(plan, backend, batch);
        harness.initializeState(state);
        harness.open();
      }
    }
    outputs.addAll(harness.extractOutputValues());
    Map<String, NodeState> states = new LinkedHashMap<>();
    KeyedStateBackend<String> keyed =
        ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
    keyed.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        new ValueStateDescriptor<>("node", STATE),
        (node, state) -> states.put(node, state.value()));
    harness.close();
    return new Run(outputs, states);
  }

  private static List<String> bytes(List<NodeOutput> outputs) throws Exception {
    List<String> bytes = new ArrayList<>();
    for (NodeOutput output : outputs) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      NodeOutputSerializer.INSTANCE.serialize(output, out);
      bytes.add(java.util.HexFormat.of().formatHex(out.getCopyOfBuffer()));
    }
    return bytes;
  }

  private static byte[] bytes(NodeState state) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    NodeStateSerializer.INSTANCE.serialize(state, out);
    return out.getCopyOfBuffer();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, StampedEdge, NodeOutput> harness(
      NeuralPlan plan, String backend, int batch) throws Exception {
    LoopSettings settings =
        new LoopSettings("loop", 2, 10, 20, 1 << 20, 1 << 20, 42, true, true, batch, 1);
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, StampedEdge, NodeOutput>(
            new HeadOperatorFactory<>(settings, new NodeVisits(4, null, plan), STATE, RECORDS, TAG),
            stamped -> stamped.edge().ref().src(),
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
    harness.setup(NodeOutputSerializer.INSTANCE);
    return harness;
  }
}
