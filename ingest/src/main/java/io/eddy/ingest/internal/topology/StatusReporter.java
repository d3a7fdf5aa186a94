package io.eddy.ingest.internal.topology;

import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.codec.FramedCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sends a task's totals to {@code .ingest.status} once a second, when they changed. */
final class StatusReporter {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final ProcessorContext<byte[], Object> context;
  private final String task;
  private final String sink;
  private final TaskTotals totals;
  private final FramedCodec<IngestStatus> codec;
  private @Nullable IngestStatus sent;

  private StatusReporter(
      ProcessorContext<byte[], Object> context,
      String stage,
      TaskTotals totals,
      FramedCodec<IngestStatus> codec) {
    this.context = context;
    this.task = stage + "-" + context.taskId().partition();
    this.sink = EdgeTopology.statusSink(stage);
    this.totals = totals;
    this.codec = codec;
  }

  /** Reports from now on; the key of the reports is stage and partition. */
  static void schedule(
      ProcessorContext<byte[], Object> context,
      String stage,
      TaskTotals totals,
      FramedCodec<IngestStatus> codec) {
    StatusReporter reporter = new StatusReporter(context, stage, totals, codec);
    context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, reporter::report);
  }

  private void report(long now) {
    IngestStatus status = totals.status(task);
    if (!status.equals(sent)) {
      byte[] key = task.getBytes(StandardCharsets.UTF_8);
      context.forward(new Record<>(key, codec.encode(status), now), sink);
      sent = status;
    }
  }
}
