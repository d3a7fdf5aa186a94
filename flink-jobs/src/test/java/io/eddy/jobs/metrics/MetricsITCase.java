package io.eddy.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.IncomingSerializer;
import io.eddy.jobs.event.Undecodable;
import io.eddy.jobs.order.EventTimeWatermarks;
import io.eddy.jobs.scoring.ScoringEnvironment;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.scoring.ScoringPipeline;
import io.eddy.jobs.support.Edges;
import io.eddy.memory.flink.VersionedTypeInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsITCase {
  private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          () ->
              new MiniClusterResourceConfiguration.Builder()
                  .setNumberSlotsPerTaskManager(1)
                  .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
                  .build());

  @Test
  void theJobsMetricsSayWhatHappened() throws Exception {
    List<Incoming> incoming = new ArrayList<>(Edges.stream(31, 500, 10, 20));
    incoming.add(new Undecodable(null, new byte[] {1}, List.of(), 0, 500, "garbage"));
    EdgeRef last = ((Edge) incoming.get(499)).ref();
    incoming.add(Edges.edge(501, last.src(), last.dst(), last.timeMicros() - 60_000_000L));
    JobID job = run(incoming);

    assertThat(count(job, "undecodable")).isEqualTo(1);
    assertThat(count(job, "late")).isEqualTo(1);
    assertThat(count(job, "clamped")).isEqualTo(1);
    assertThat(gauge(job, "mrr")).isBetween(0.1, 1.0).isEqualTo(gauge(job, "recencyMrr"));
    assertThat(gauge(job, "mrrLast10k")).isEqualTo(gauge(job, "mrr"));
    assertThat(gauge(job, "candidates")).isEqualTo(destinations(incoming));
    assertThat(histogram(job, "latencyMs").getCount()).isEqualTo(501);
    assertThat(histogram(job, "stateBytesPerSource").getStatistics().getMin()).isPositive();
    for (String name : List.of("eventsInPerSecond", "eventsOutPerSecond", "watermarkLagMs")) {
      assertThat(metric(job, name)).isNotNull();
    }
  }

  /** The pipeline's watermarks without waiting for the clock, so that what is late is certain. */
  private static final class AfterEachEvent implements WatermarkGenerator<Incoming> {
    private final EventTimeWatermarks watermarks =
        new EventTimeWatermarks(Duration.ZERO, Duration.ofSeconds(10));

    @Override
    public void onEvent(Incoming incoming, long timeMillis, WatermarkOutput output) {
      watermarks.onEvent(incoming, timeMillis, output);
      watermarks.onPeriodicEmit(output);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static double destinations(List<Incoming> incoming) {
    return incoming.stream()
        .filter(Edge.class::isInstance)
        .map(edge -> ((Edge) edge).ref().dst())
        .distinct()
        .count();
  }

  private static JobID run(List<Incoming> incoming) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            ScoringEnvironment.configuration(Settings.empty()));
    environment.setParallelism(1);
    DataStream<Incoming> stream =
        environment
            .fromData(incoming, new VersionedTypeInfo<>(IncomingSerializer.INSTANCE))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Incoming>forGenerator(context -> new AfterEachEvent())
                    .withTimestampAssigner(
                        (each, time) ->
                            each instanceof Edge edge ? edge.ref().timeMillis() : time));
    Settings settings =
        Settings.empty().with(Map.of(ScoringOptions.LATE_POLICY.key(), "apply"), "test");
    ScoringPipeline.build(stream, null, null, settings)
        .rankings()
        .orElseThrow()
        .sinkTo(new DiscardingSink<>());
    return environment.execute().getJobID();
  }

  private static long count(JobID job, String name) {
    return ((Counter) metric(job, name)).getCount();
  }

  private static double gauge(JobID job, String name) {
    return ((Number) ((Gauge<?>) metric(job, name)).getValue()).doubleValue();
  }

  private static Histogram histogram(JobID job, String name) {
    return (Histogram) metric(job, name);
  }

  private static Metric metric(JobID job, String name) {
    String end = ".eddy." + name;
    return REPORTER.findMetrics(job, "eddy." + name).entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(end))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
