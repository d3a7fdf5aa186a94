package io.eddy.jobs.kafka;

import io.eddy.jobs.event.EdgeRef;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Headers of a result that say when Kafka took its edge, so that any reader can tell the latency,
 * and which record of the edges topic that was.
 */
public final class PredictionHeaders {
  /** Append time of the edge in the edges topic: milliseconds since 1970, 8 bytes, big endian. */
  public static final String EDGE_APPENDED_AT = "eddy.edge.appended-at";

  /**
   * Record of the edges topic, {@link EdgeRef#origin}: 8 bytes, big endian. On scores, predictions
   * and late events.
   */
  public static final String EDGE_ORIGIN = "eddy.edge.origin";

  private PredictionHeaders() {}

  static void write(Headers headers, EdgeRef edge) {
    headers.add(EDGE_APPENDED_AT, bytes(edge.appendedAtMillis()));
    writeOrigin(headers, edge);
  }

  static void writeOrigin(Headers headers, EdgeRef edge) {
    headers.add(EDGE_ORIGIN, bytes(edge.origin()));
  }

  /**
   * The edge's append time.
   *
   * @throws IllegalArgumentException if the record has no such header
   */
  public static long edgeAppendedAtMillis(Headers headers) {
    return number(headers, EDGE_APPENDED_AT);
  }

  /**
   * The edge's partition and offset as one number.
   *
   * @throws IllegalArgumentException if the record has no such header
   */
  public static long edgeOrigin(Headers headers) {
    return number(headers, EDGE_ORIGIN);
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static long number(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value().length != Long.BYTES) {
      throw new IllegalArgumentException("a result without the header " + name + ": " + headers);
    }
    return ByteBuffer.wrap(header.value()).getLong();
  }
}
