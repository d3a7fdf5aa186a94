package io.eddy.jobs.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Shows ingest's totals in the job's metrics: records in, edges, dead letters, duplicates, each
 * summed over ingest's tasks. Runs at parallelism 1 and emits nothing.
 */
public final class IngestStatusFunction extends ProcessFunction<IngestTotals, Void> {
  private static final long serialVersionUID = 1L;

  private transient Map<String, IngestTotals> byTask;

  @Override
  public void open(OpenContext openContext) {
    byTask = new HashMap<>();
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
    EddyMetrics.group(getRuntimeContext())
        .gauge(
            name,
            (Gauge<Long>)
                () -> {
                  synchronized (byTask) {
                    return byTask.values().stream().mapToLong(total).sum();
                  }
                });
  }
}
