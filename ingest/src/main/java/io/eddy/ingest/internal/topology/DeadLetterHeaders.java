package io.eddy.ingest.internal.topology;

import io.eddy.ingest.deadletter.DeadLetter;
import io.eddy.ingest.internal.decode.BadRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Adds to a raw record's own headers why it was refused and where it came from. */
final class DeadLetterHeaders {
  private DeadLetterHeaders() {}

  static Headers of(Headers original, RecordMetadata origin, BadRecordException bad) {
    Headers headers = new RecordHeaders(original);
    add(headers, DeadLetter.REASON_HEADER, bad.reason());
    add(headers, DeadLetter.CODE_HEADER, bad.code().code());
    add(headers, DeadLetter.TOPIC_HEADER, origin.topic());
    add(headers, DeadLetter.PARTITION_HEADER, Integer.toString(origin.partition()));
    add(headers, DeadLetter.OFFSET_HEADER, Long.toString(origin.offset()));
    return headers;
  }

  private static void add(Headers headers, String key, String value) {
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }
}
