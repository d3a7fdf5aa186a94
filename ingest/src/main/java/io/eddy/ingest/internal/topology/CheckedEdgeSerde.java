package io.eddy.ingest.internal.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A checked edge in the repartition topic: int32 length of the source's id, it, the framed Avro.
 */
final class CheckedEdgeSerde implements Serde<CheckedEdge> {
  @Override
  public Serializer<CheckedEdge> serializer() {
    return (topic, edge) ->
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + edge.src().length + edge.framed().length)
            .putLong(edge.timeMillis())
            .putInt(edge.src().length)
            .put(edge.src())
            .put(edge.framed())
            .array();
  }

  @Override
  public Deserializer<CheckedEdge> deserializer() {
    return (topic, bytes) -> {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      long timeMillis = buffer.getLong();
      byte[] src = new byte[buffer.getInt()];
      buffer.get(src);
      byte[] framed = new byte[buffer.remaining()];
      buffer.get(framed);
      return new CheckedEdge(src, timeMillis, framed);
    };
  }
}
