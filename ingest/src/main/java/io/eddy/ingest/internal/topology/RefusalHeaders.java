package io.eddy.ingest.internal.topology;

import io.eddy.ingest.internal.decode.BadRecordException;
import io.eddy.schemas.topics.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Adds to a raw record's own headers why it was refused and where it came from. */
final class RefusalHeaders {
  private RefusalHeaders() {}

  static Headers of(Headers original, RecordMetadata origin, BadRecordException bad) {
    Headers headers = new RecordHeaders(original);
    add(headers, DeadLetterHeaders.REASON, bad.reason());
    add(headers, DeadLetterHeaders.CODE, bad.code().code());
    add(headers, DeadLetterHeaders.TOPIC, origin.topic());
    add(headers, DeadLetterHeaders.PARTITION, Integer.toString(origin.partition()));
    add(headers, DeadLetterHeaders.OFFSET, Long.toString(origin.offset()));
    return headers;
  }

  private static void add(Headers headers, String key, String value) {
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }
}
