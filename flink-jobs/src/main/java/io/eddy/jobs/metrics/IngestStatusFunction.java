package io.eddy.jobs.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Shows ingest's totals in the job's metrics: records in, edges, dead letters, duplicates, each
 * summed over ingest's tasks. Runs at parallelism 1 and emits nothing.
 *
 * <p>The totals are part of the checkpoint: the source goes on behind what it has read, and a task
 * that has nothing to do writes nothing more. The map is written by the task and read by the
 * metrics' thread.
 */
public final class IngestStatusFunction extends ProcessFunction<IngestTotals, Void>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<IngestTotals> TOTALS =
      new ListStateDescriptor<>("totals", IngestTotalsSerializer.INSTANCE);

  private transient ListState<IngestTotals> state;
  private transient Map<String, IngestTotals> byTask;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getListState(TOTALS);
    byTask = new HashMap<>();
    for (IngestTotals totals : state.get()) {
      byTask.put(totals.task(), totals);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.copyOf(byTask.values()));
  }

  @Override
  public void open(OpenContext openContext) {
    register("recordsIn", IngestTotals::recordsIn);
    register("edges", IngestTotals::edges);
    register("deadLetters", IngestTotals::deadLetters);
    register("duplicates", IngestTotals::duplicates);
  }

  @Override
  public void processElement(IngestTotals totals, Context context, Collector<Void> out) {
    synchronized (byTask) {
      byTask.put(totals.task(), totals);
    }
  }

  private void register(String name, ToLongFunction<IngestTotals> total) {
    EddyMetrics.group(getRuntimeContext()).gauge(name, (Gauge<Long>) () -> sum(total));
  }

  /** A total over all tasks. */
  long sum(ToLongFunction<IngestTotals> total) {
    synchronized (byTask) {
      return byTask.values().stream().mapToLong(total).sum();
    }
  }
}
