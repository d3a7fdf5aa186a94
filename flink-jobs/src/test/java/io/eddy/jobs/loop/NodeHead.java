package io.eddy.jobs.loop;

import io.eddy.jobs.event.StampedEdge;
import io.eddy.jobs.event.Visit;
import io.eddy.jobs.event.VisitSerializer;
import io.eddy.jobs.node.NodeOutput;
import io.eddy.jobs.node.NodeOutputSerializer;
import io.eddy.jobs.node.NodeState;
import io.eddy.jobs.node.NodeStateSerializer;
import io.eddy.jobs.node.NodeVisits;
import io.eddy.memory.flink.VersionedTypeInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
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

/** The visits of events to their nodes in one head, which can be stopped and restored. */
final class NodeHead implements AutoCloseable {
  private static final VersionedTypeInfo<NodeState> STATE =
      new VersionedTypeInfo<>(NodeStateSerializer.INSTANCE);
  private static final LoopRecordTypeInfo<Visit> RECORDS =
      new LoopRecordTypeInfo<>(new VersionedTypeInfo<>(VisitSerializer.INSTANCE));
  private static final OutputTag<LoopRecord<Visit>> TAG = new OutputTag<>("messages", RECORDS);

  private final NodeVisits visits;
  private final String backend;
  private final int batch;
  private final List<NodeOutput> outputs = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, StampedEdge, NodeOutput> harness;
  private long checkpoints;

  /**
   * A head without nodes.
   *
   * @param backend hashmap or rocksdb
   * @param batch visits that are put off at most
   */
  NodeHead(NodeVisits visits, String backend, int batch) throws Exception {
    this.visits = visits;
    this.backend = backend;
    this.batch = batch;
    harness = harness();
    harness.open();
  }

  void event(StampedEdge event) throws Exception {
    harness.processElement(new StreamRecord<>(event, event.edge().ref().timeMillis()));
  }

  void watermark(long millis) throws Exception {
    harness.processWatermark(millis);
  }

  /** Goes on in another operator, from a snapshot. */
  void restore() throws Exception {
    harness.prepareSnapshotPreBarrier(++checkpoints);
    OperatorSubtaskState state = harness.snapshot(checkpoints, checkpoints);
    outputs.addAll(harness.extractOutputValues());
    harness.close();
    harness = harness();
    harness.initializeState(state);
    harness.open();
  }

  /** What came out, each as its bytes. */
  List<String> outputs() throws IOException {
    List<NodeOutput> all = new ArrayList<>(outputs);
    all.addAll(harness.extractOutputValues());
    return bytes(all);
  }

  /** The state of every node. */
  Map<String, NodeState> states() throws Exception {
    Map<String, NodeState> states = new LinkedHashMap<>();
    KeyedStateBackend<String> keyed =
        ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
    keyed.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        new ValueStateDescriptor<>("node", STATE),
        (node, state) -> states.put(node, state.value()));
    return states;
  }

  static List<String> bytes(List<NodeOutput> outputs) throws IOException {
    List<String> bytes = new ArrayList<>();
    for (NodeOutput output : outputs) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      NodeOutputSerializer.INSTANCE.serialize(output, out);
      bytes.add(HexFormat.of().formatHex(out.getCopyOfBuffer()));
    }
    return bytes;
  }

  static String bytes(NodeState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    NodeStateSerializer.INSTANCE.serialize(state, out);
    return HexFormat.of().formatHex(out.getCopyOfBuffer());
  }

  private KeyedOneInputStreamOperatorTestHarness<String, StampedEdge, NodeOutput> harness()
      throws Exception {
    LoopSettings settings =
        new LoopSettings(
            "loop", visits.maxHops(), 10, 20, 1 << 20, 1 << 20, 42, true, true, batch, 1);
    var made =
        new KeyedOneInputStreamOperatorTestHarness<String, StampedEdge, NodeOutput>(
            new HeadOperatorFactory<>(settings, visits, STATE, RECORDS, TAG),
            stamped -> stamped.edge().ref().src(),
            Types.STRING,
            128,
            1,
            0);
    made.setStateBackend(
        backend.equals("hashmap") ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend());
    made.getEnvironment()
        .getJobConfiguration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    made.setup(NodeOutputSerializer.INSTANCE);
    return made;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
