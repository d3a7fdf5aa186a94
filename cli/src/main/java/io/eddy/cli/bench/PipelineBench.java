package io.eddy.cli.bench;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.StopSignal;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.demo.Latencies;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.cli.replay.Pace;
import io.eddy.cli.replay.Replay;
import io.eddy.cli.replay.Slice;
import io.eddy.cli.scoring.Stack;
import io.eddy.schemas.topics.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** Drives a stack through warm-up, throughput and latency. Use once. */
final class PipelineBench {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration STALL = Duration.ofSeconds(60);

  private final Stack stack;
  private final DataSet data;
  private final StopSignal stop;
  private final PrintWriter progress;
  private long total;

  PipelineBench(Stack stack, DataSet data, StopSignal stop, PrintWriter progress) {
    this.stack = stack;
    this.data = data;
    this.stop = stop;
    this.progress = progress;
  }

  PipelineResult run(
      long warmUp, long events, double rate, long seconds, Machine machine, int parallelism)
      throws InterruptedException {
    long latencyEvents = Math.round(rate * seconds);
    pass("warm-up", "w", warmUp, Pace.MAX);
    pass("throughput", "t", events, Pace.MAX);
    pass("latency", "l", latencyEvents, Pace.perSecond(rate));
    say("reading the results");
    Latencies throughput = Latencies.read(stack.settings(), Map.of(), id -> id.startsWith("t-"));
    Latencies latency = Latencies.read(stack.settings(), Map.of(), id -> id.startsWith("l-"));
    return new PipelineResult(
        machine,
        data.name(),
        parallelism,
        warmUp,
        throughput.events(),
        Math.round(throughput.eventsPerSecond()),
        rate,
        latency.events(),
        new PipelineResult.LatencyMs(latency.fromEdges(), latency.fromRaw()));
  }

  /** Sends events and waits until each has its prediction. */
  private void pass(String what, String tag, long count, Pace pace) throws InterruptedException {
    say("%s: %,d events".formatted(what, count));
    Map<TopicPartition, Long> starts = TopicReader.ends(stack.settings(), Topic.LINK_PREDICTIONS);
    new Replay(stack.settings())
        .run(
            Repeated.of(data, tag, total, count),
            Slice.ALL,
            pace,
            (sent, all) -> {},
            stop::isRaised);
    total += count;
    long before = starts.values().stream().mapToLong(Long::longValue).sum();
    try (TopicReader predictions =
        TopicReader.open(stack.settings(), starts, Topic.LINK_PREDICTIONS)) {
      AtomicLong counted = new AtomicLong();
      long seen = -1;
      long lastProgress = System.nanoTime();
      for (long now = 0; counted.get() < count; now = predictions.endOffsets() - before) {
        // Reading the predictions would take time from their making, so first only the end is
        // looked at. In transactions it counts their markers too, and the records must be counted.
        if (now >= count) {
          predictions.readToEnd(record -> counted.incrementAndGet());
        }
        stack.requireAlive();
        if (now != seen) {
          seen = now;
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > STALL.toNanos()) {
          throw new CommandException(
              "no prediction for %d s, at %,d of %,d; see %s"
                  .formatted(STALL.toSeconds(), now, count, stack.scoring().dashboard()),
              null);
        }
        if (stop.await(LOOK)) {
          throw new CommandException("stopped before the end", null);
        }
      }
    }
  }

  private void say(String text) {
    progress.println(text);
    progress.flush();
  }
}
