package io.eddy.ingest.internal.topology;

import io.eddy.ingest.internal.decode.BadRecordException;
import io.eddy.ingest.internal.decode.EventDecoder;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.topics.DeadLetterCode;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Decodes and checks raw records: an edge goes on, anything else to the dead letters. Only what is
 * wrong with a record is caught; any other exception is a bug and stops the task.
 */
final class ValidateProcessor implements Processor<byte[], byte[], byte[], Object> {
  private final EventDecoder decoder;
  private final StageCodecs codecs;
  private ProcessorContext<byte[], Object> context;
  private TaskTotals totals;

  @SuppressWarnings("NullAway.Init")
  ValidateProcessor(EventDecoder decoder, StageCodecs codecs) {
    this.decoder = decoder;
    this.codecs = codecs;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
    this.totals = new TaskTotals(context.getStateStore(EdgeTopology.VALIDATE_TOTALS));
    StatusReporter.schedule(context, EdgeTopology.VALIDATE, totals, codecs.status());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    totals.recordsIn++;
    EdgeEvent event;
    CheckedEdge edge;
    try {
      event = decoder.decode(record.value());
      edge = checked(event);
    } catch (BadRecordException bad) {
      totals.deadLetters++;
      totals.save();
      RecordMetadata origin =
          context
              .recordMetadata()
              .orElseThrow(() -> new IllegalStateException("a raw record has an origin"));
      context.forward(
          new Record<>(
              record.key(),
              record.value(),
              record.timestamp(),
              RefusalHeaders.of(record.headers(), origin, bad)),
          EdgeTopology.DEAD_LETTERS);
      return;
    }
    totals.save();
    context.forward(
        new Record<>(event.getId().getBytes(StandardCharsets.UTF_8), edge, edge.timeMillis()),
        EdgeTopology.VALID);
  }

  /** The edge encoded; a short raw record may become a long one, features take 4 bytes each. */
  private CheckedEdge checked(EdgeEvent event) {
    byte[] src = event.getSrc().getBytes(StandardCharsets.UTF_8);
    byte[] framed = codecs.edge().encode(event);
    int bytes = src.length + framed.length;
    if (bytes > Topic.MAX_EDGE_BYTES) {
      throw new BadRecordException(
          DeadLetterCode.LARGE_EDGE,
          "The edge would have %d bytes, with %d features; expected at most %d bytes."
              .formatted(bytes, event.getFeatures().size(), Topic.MAX_EDGE_BYTES));
    }
    return new CheckedEdge(src, event.getTime().toEpochMilli(), framed);
  }
}
