package io.eddy.jobs.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.Undecodable;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.scoring.ScoringPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;

class EventTimeWatermarksTest {
  private static final long NOW = 1_700_000_000_000L;

  private final List<Long> emitted = new ArrayList<>();
  private final WatermarkGenerator<Incoming> watermarks =
      ScoringPipeline.watermarks(
              Settings.empty().with(Map.of(ScoringOptions.ORDER_BOUND.key(), "2 s"), "test"))
          .createWatermarkGenerator(new Context());

  @Test
  void theWatermarkFollowsTheNewestEventAtTheBound() {
    take(NOW - 500, NOW);
    take(NOW - 700, NOW);
    assertThat(emitted).last().isEqualTo(NOW - 500 - 2_001);
  }

  @Test
  void anEventAheadOfTheClockDoesNotTakeTheWatermarkWithIt() {
    take(NOW, NOW);
    take(NOW + Duration.ofMinutes(59).toMillis(), NOW);
    take(NOW + 1, NOW + 1);
    assertThat(emitted).last().isEqualTo(NOW + 1 - 2_001);
  }

  @Test
  void aClockThatIsALittleFastIsNoStray() {
    take(NOW + 10_000, NOW);
    assertThat(emitted).last().isEqualTo(NOW + 10_000 - 2_001);
  }

  @Test
  void beforeTheFirstEventThereIsNoWatermark() {
    watermarks.onEvent(
        new Undecodable(null, null, List.of(), 0, 0, "garbage"), Long.MIN_VALUE, new Emitted());
    watermarks.onPeriodicEmit(new Emitted());
    assertThat(emitted).isEmpty();
  }

  private void take(long timeMillis, long appendedAtMillis) {
    EdgeRef ref = new EdgeRef("e", "a", "b", timeMillis * 1_000, appendedAtMillis, 0);
    watermarks.onEvent(new Edge(ref, new float[0], ""), timeMillis, new Emitted());
    watermarks.onPeriodicEmit(new Emitted());
  }

  private final class Emitted implements WatermarkOutput {
    @Override
    public void emitWatermark(Watermark watermark) {
      emitted.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }

  private static final class Context implements WatermarkGeneratorSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return SystemClock.getInstance();
    }
  }
}
