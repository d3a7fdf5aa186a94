package io.eddy.ingest.internal.topology;

import io.eddy.ingest.internal.topology.SeenIds.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops edges whose event id was seen and sends the others to {@code .edges}, keyed by source. An
 * edge too old for the check goes through, and the log says how many did.
 */
final class DeduplicateProcessor implements Processor<byte[], CheckedEdge, byte[], Object> {
  private static final Logger LOG = LoggerFactory.getLogger(DeduplicateProcessor.class);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

  private final Optional<DedupeWindow> window;
  private final StageCodecs codecs;
  private ProcessorContext<byte[], Object> context;
  private TaskTotals totals;
  private @Nullable SeenIds seenIds;
  private long uncheckedLogged;

  /** Without a window every edge goes through. */
  @SuppressWarnings("NullAway.Init")
  DeduplicateProcessor(Optional<DedupeWindow> window, StageCodecs codecs) {
    this.window = window;
    this.codecs = codecs;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
    this.totals = new TaskTotals(context.getStateStore(EdgeTopology.DEDUPLICATE_TOTALS));
    this.uncheckedLogged = totals.unchecked;
    this.seenIds =
        window.map(w -> new SeenIds(context.getStateStore(w.storeName()), w, totals)).orElse(null);
    StatusReporter.schedule(context, EdgeTopology.DEDUPLICATE, totals, codecs.status());
    context.schedule(LOG_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> logUnchecked());
  }

  @Override
  public void process(Record<byte[], CheckedEdge> record) {
    CheckedEdge edge = record.value();
    Verdict verdict =
        seenIds == null ? Verdict.FIRST : seenIds.see(Bytes.wrap(record.key()), edge.timeMillis());
    if (verdict == Verdict.DUPLICATE) {
      totals.duplicates++;
      totals.save();
      return;
    }
    if (verdict == Verdict.TOO_OLD_TO_TELL) {
      totals.unchecked++;
    }
    totals.edges++;
    totals.save();
    context.forward(new Record<>(edge.src(), edge.framed(), edge.timeMillis()), EdgeTopology.EDGES);
  }

  private void logUnchecked() {
    if (totals.unchecked > uncheckedLogged) {
      LOG.warn(
          "{} edges of task {} were too far behind the newest event time to be checked for"
              + " duplicates; they went through. Raise eddy.ingest.dedupe.window if duplicates"
              + " among them matter.",
          totals.unchecked - uncheckedLogged,
          context.taskId());
      uncheckedLogged = totals.unchecked;
    }
  }
}
