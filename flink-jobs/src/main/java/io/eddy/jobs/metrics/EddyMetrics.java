package io.eddy.jobs.metrics;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Registers the metrics of the group {@code eddy} of an operator. */
public final class EddyMetrics {
  private static final int HISTOGRAM_WINDOW = 10_000;

  private EddyMetrics() {}

  /** The group {@code eddy} of the operator. */
  public static MetricGroup group(RuntimeContext context) {
    return context.getMetricGroup().addGroup("eddy");
  }

  /** Events a second over the last minute. */
  public static Meter perSecond(RuntimeContext context, String name) {
    return group(context).meter(name, new MeterView(60));
  }

  /** Quantiles over the last 10,000 values. */
  public static Histogram histogram(RuntimeContext context, String name) {
    return group(context).histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
  }

  /**
   * How far the watermark is behind the wall clock, in milliseconds; -1 before the first watermark.
   * In a replay of old data it shows the age of the data.
   */
  public static void watermarkLag(RuntimeContext context, LongSupplier watermark) {
    group(context)
        .gauge(
            "watermarkLagMs",
            (Gauge<Long>)
                () -> {
                  long millis = watermark.getAsLong();
                  return millis == Long.MIN_VALUE || millis == Long.MAX_VALUE
                      ? -1L
                      : System.currentTimeMillis() - millis;
                });
  }
}
