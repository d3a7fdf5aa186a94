package io.eddy.ingest.internal.topology;

import io.eddy.ingest.internal.decode.BadRecordException;
import io.eddy.ingest.internal.decode.EventDecoder;
import io.eddy.schemas.EdgeEvent;
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
    try {
      event = decoder.decode(record.value());
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
    long timeMillis = event.getTime().toEpochMilli();
    CheckedEdge edge =
        new CheckedEdge(
            event.getSrc().getBytes(StandardCharsets.UTF_8),
            timeMillis,
            codecs.edge().encode(event));
    context.forward(
        new Record<>(event.getId().getBytes(StandardCharsets.UTF_8), edge, timeMillis),
        EdgeTopology.VALID);
  }
}
