package io.eddy.cli.bench;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** What the loop is compared with: counts records by node, behind one keyed exchange. */
final class KeyedCount extends KeyedProcessFunction<String, Hop, Long> {
  private static final long serialVersionUID = 1L;

  private final int every;
  private transient ValueState<Long> visits;
  private transient long seen;

  /** Emits a 0 for one of {@code every} records. */
  KeyedCount(int every) {
    this.every = every;
  }

  @Override
  public void open(OpenContext context) {
    visits = getRuntimeContext().getState(new ValueStateDescriptor<>("visits", Types.LONG));
  }

  @Override
  public void processElement(Hop hop, Context context, Collector<Long> out) throws Exception {
    Long before = visits.value();
    visits.update(before == null ? 1 : before + 1);
    if (++seen % every == 0) {
      out.collect(0L);
    }
  }
}
