package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.loop.program.DeferringProgram;
import io.eddy.jobs.loop.program.NodeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.array.LongPrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that one event puts off at more nodes than are held. */
class DeferredWorkTest {
  private static final int NODES = 12_000;
  private static final LoopRecordTypeInfo<Integer> RECORDS = new LoopRecordTypeInfo<>(Types.INT);
  private static final OutputTag<LoopRecord<Integer>> TAG = new OutputTag<>("messages", RECORDS);

  /** How often work was done; static because the operator has its own copy of the program. */
  private static final AtomicInteger COMPLETED = new AtomicInteger();

  /** An event goes to all nodes; they count, later and in place, and emit what they count with. */
  private static final class Counting
      implements DeferringProgram<long[], Integer, Integer, long[]> {
    private static final long serialVersionUID = 1L;

    private transient List<long[]> putOff;

    @Override
    public void onEvent(Integer event, NodeContext<long[], Integer, long[]> context) {
      for (int node = 0; node < NODES; node++) {
        context.send("n" + node, event);
      }
    }

    @Override
    public void onMessage(Integer event, NodeContext<long[], Integer, long[]> context) {
      long[] count = context.state();
      if (count == null) {
        count = new long[1];
        context.setState(count);
      } else if (context.node().endsWith("0")) {
        context.setState(new long[] {-1});
        context.setState(count);
      }
      if (putOff == null) {
        putOff = new ArrayList<>();
      }
      putOff.add(count);
      context.emit(count);
    }

    @Override
    public int putOff() {
      return putOff == null ? 0 : putOff.size();
    }

    @Override
    public void complete() {
      putOff.forEach(count -> count[0]++);
      putOff.clear();
      COMPLETED.incrementAndGet();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void itIsDoneOnTheWayAndStatesThatChangedInPlaceAreStored(String backend) throws Exception {
    LoopSettings settings =
        new LoopSettings("loop", 1, 10, 20, 1 << 20, 1 << 20, 42, true, true, 1 << 20, 1_000);
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, Integer, long[]>(
            new HeadOperatorFactory<>(
                settings,
                new Counting(),
                PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO,
                RECORDS,
                TAG),
            event -> "all",
            Types.STRING,
            128,
            1,
            0)) {
      harness.setStateBackend(
          backend.equals("hashmap")
              ? new HashMapStateBackend()
              : new EmbeddedRocksDBStateBackend());
      harness.setup(LongPrimitiveArraySerializer.INSTANCE);
      harness.open();
      for (int event = 1; event <= 2; event++) {
        COMPLETED.set(0);
        harness.processElement(new StreamRecord<>(event, event));
        int onTheWay = COMPLETED.get();
        assertThat(onTheWay).isBetween(2, NODES / 1_000);
        harness.processWatermark(event);
        assertThat(COMPLETED.get()).as("the rest before the watermark").isEqualTo(onTheWay + 1);
      }
      assertThat(harness.extractOutputValues()).hasSize(2 * NODES);
      List<Long> counts = new ArrayList<>();
      KeyedStateBackend<String> keyed =
          ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
      keyed.applyToAllKeys(
          VoidNamespace.INSTANCE,
          VoidNamespaceSerializer.INSTANCE,
          new ValueStateDescriptor<>("node", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO),
          (node, state) -> counts.add(state.value()[0]));
      assertThat(counts).hasSize(NODES).containsOnly(2L);
    }
  }
}
