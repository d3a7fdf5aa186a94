package io.eddy.jobs.kafka;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Header of a prediction that says when Kafka took its edge, so that any reader can tell the
 * latency.
 */
public final class PredictionHeaders {
  /** Append time of the edge in the edges topic: milliseconds since 1970, 8 bytes, big endian. */
  public static final String EDGE_APPENDED_AT = "eddy.edge.appended-at";

  private PredictionHeaders() {}

  static void write(Headers headers, long edgeAppendedAtMillis) {
    headers.add(
        EDGE_APPENDED_AT, ByteBuffer.allocate(Long.BYTES).putLong(edgeAppendedAtMillis).array());
  }

  /**
   * The edge's append time.
   *
   * @throws IllegalArgumentException if the record has no such header
   */
  public static long edgeAppendedAtMillis(Headers headers) {
    Header header = headers.lastHeader(EDGE_APPENDED_AT);
    if (header == null || header.value().length != Long.BYTES) {
      throw new IllegalArgumentException(
          "a prediction without the header " + EDGE_APPENDED_AT + ": " + headers);
    }
    return ByteBuffer.wrap(header.value()).getLong();
  }
}
