package io.eddy.jobs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The bytes of version 1 are never changed; a new layout adds new ones. */
class SnapshotSerializersTest {
  private static final PairEvents PAIR = PairEvents.NONE.with(-3, 1).with(5, 0).with(70, 2.5f);
  private static final String PAIR_V1 = "0103053f800000100000000082014020" + "0000";

  private static final String ROW_V1 =
      "01"
          + "0000000000000007"
          + "01"
          + "fffffffffffffff7"
          + "0261"
          + "02"
          + "0262"
          + "3f800000"
          + "02e701"
          + "3f000000";

  @Test
  void pairEventsOfVersion1AreReadAndWritten() throws IOException {
    assertThat(written(PairEventsSerializer.INSTANCE, PAIR)).isEqualTo(PAIR_V1);
    assertThat(read(PairEventsSerializer.INSTANCE, PAIR_V1)).isEqualTo(PAIR);
  }

  @Test
  void partsComeBackAsTheyWereSent() throws IOException {
    SnapshotPart.Row row =
        new SnapshotPart.Row(
            7,
            -9,
            "a",
            List.of("b", "ç"),
            new float[] {1, 0.5f},
            new PairTimes(new int[] {1, 3}, new long[] {-9, 5}, new long[] {-9, 70}));
    SnapshotPart.Row back =
        (SnapshotPart.Row)
            read(SnapshotPartSerializer.INSTANCE, written(SnapshotPartSerializer.INSTANCE, row));
    assertThat(back).usingRecursiveComparison().isEqualTo(row);
    SnapshotPart.End end = new SnapshotPart.End(7, 99, 3);
    assertThat(read(SnapshotPartSerializer.INSTANCE, written(SnapshotPartSerializer.INSTANCE, end)))
        .isEqualTo(end);
  }

  @Test
  void partsOfVersion1AreReadWithoutTimes() throws IOException {
    SnapshotPart.Row back = (SnapshotPart.Row) read(SnapshotPartSerializer.INSTANCE, ROW_V1);
    assertThat(back)
        .usingRecursiveComparison()
        .isEqualTo(
            new SnapshotPart.Row(7, -9, "a", List.of("b", "ç"), new float[] {1, 0.5f}, null));
  }

  @Test
  void reportsComeBackAsTheyWereSent() throws IOException {
    SnapshotReport report =
        new SnapshotReport(
            1, 2, SnapshotReport.Outcome.TIMED_OUT, 3, 4, 5, "cpu", 6, 7, 8, "too long");
    assertThat(
            read(
                SnapshotReportSerializer.INSTANCE,
                written(SnapshotReportSerializer.INSTANCE, report)))
        .isEqualTo(report);
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
