package io.eddy.jobs.loop;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.metrics.scope.ScopeFormat;
import org.apache.flink.runtime.testutils.InMemoryReporter;

/** Sees what the heads of all attempts of a cluster's jobs have replayed from logs. */
final class Replays {
  private final InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();

  /** The configuration of a cluster whose jobs are seen. */
  Configuration configuration() {
    return reporter.addToConfiguration(new Configuration());
  }

  /** Messages that the heads of a job have replayed, over all its attempts. */
  long of(JobID job) {
    return reporter.getMetricsByGroup().entrySet().stream()
        .filter(
            group ->
                job.toString()
                    .equals(group.getKey().getAllVariables().get(ScopeFormat.SCOPE_JOB_ID)))
        .map(group -> group.getValue().get("replayed"))
        .mapToLong(Replays::value)
        .sum();
  }

  private static long value(Metric metric) {
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Long count ? count : 0;
  }
}
