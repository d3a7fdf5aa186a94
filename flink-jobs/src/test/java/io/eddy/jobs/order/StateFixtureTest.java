package io.eddy.jobs.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.EdgeSerializer;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * Waiting events as earlier releases wrote them into state. Bytes are never changed; a new layout
 * adds new ones.
 */
class StateFixtureTest {
  private static final Edge EDGE =
      new Edge(
          new EdgeRef("e1", "søurce", "dst", -5, 1_700_000_000_123L, EdgeRef.origin(3, 42)),
          new float[] {1.5f, -2f},
          "payment");
  private static final String EDGE_V1 =
      "010365310773f8017572636504647374fffffffffffffffb0000018bcfe5"
          + "687b000300000000002a000000023fc00000c0000000087061796d656e74";
  private static final String PENDING_V1 = "01" + EDGE_V1 + "0000000000000007";

  @Test
  void anEdgeOfVersion1IsReadAndWritten() throws IOException {
    assertThat(read(EdgeSerializer.INSTANCE, EDGE_V1)).isEqualTo(EDGE);
    assertThat(written(EdgeSerializer.INSTANCE, EDGE)).isEqualTo(EDGE_V1);
  }

  @Test
  void aWaitingEventOfVersion1IsReadAndWritten() throws IOException {
    PendingEdge pending = new PendingEdge(EDGE, 7);
    assertThat(read(PendingEdgeSerializer.INSTANCE, PENDING_V1)).isEqualTo(pending);
    assertThat(written(PendingEdgeSerializer.INSTANCE, pending)).isEqualTo(PENDING_V1);
  }

  private static <T> T read(TypeSerializer<T> serializer, String hex) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(HexFormat.of().parseHex(hex));
    T value = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return value;
  }

  private static <T> String written(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return HexFormat.of().formatHex(out.getCopyOfBuffer());
  }
}
