package io.eddy.jobs.snapshot;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * Serializes both kinds of {@link SnapshotPart}. Version 1 had no times; its parts may still be in
 * the channels of an unaligned checkpoint.
 */
final class SnapshotPartSerializer extends VersionedSerializer<SnapshotPart> {
  private static final long serialVersionUID = 1L;

  static final SnapshotPartSerializer INSTANCE = new SnapshotPartSerializer();

  @Override
  public Class<SnapshotPart> type() {
    return SnapshotPart.class;
  }

  @Override
  protected int version() {
    return 2;
  }

  @Override
  protected void write(SnapshotPart part, DataOutputView out) throws IOException {
    out.writeLong(part.snapshotId());
    out.writeBoolean(part instanceof SnapshotPart.Row);
    if (part instanceof SnapshotPart.Row row) {
      out.writeLong(row.timeMicros());
      StringValue.writeString(row.node(), out);
      CompactFields.writeUnsigned(row.others().size(), out);
      for (int i = 0; i < row.weights().length; i++) {
        StringValue.writeString(row.others().get(i), out);
        out.writeFloat(row.weights()[i]);
      }
      writeTimes(row.times(), out);
    } else if (part instanceof SnapshotPart.End end) {
      out.writeLong(end.timeMicros());
      out.writeInt(end.subtask());
    }
  }

  @Override
  protected SnapshotPart read(int version, DataInputView in) throws IOException {
    long id = in.readLong();
    if (!in.readBoolean()) {
      return new SnapshotPart.End(id, in.readLong(), in.readInt());
    }
    long time = in.readLong();
    String node = StringValue.readString(in);
    int size = CompactFields.readUnsignedInt(in, Integer.MAX_VALUE, "the pairs of a node");
    List<String> others = new ArrayList<>();
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      others.add(StringValue.readString(in));
      weights[i] = in.readFloat();
    }
    return new SnapshotPart.Row(
        id, time, node, others, weights, version < 2 ? null : readTimes(size, in));
  }

  private static void writeTimes(@Nullable PairTimes times, DataOutputView out) throws IOException {
    out.writeBoolean(times != null);
    for (int i = 0; times != null && i < times.events().length; i++) {
      CompactFields.writeUnsigned(times.events()[i], out);
      CompactFields.writeSigned(times.oldestMicros()[i], out);
      CompactFields.writeSigned(times.newestMicros()[i] - times.oldestMicros()[i], out);
    }
  }

  private static @Nullable PairTimes readTimes(int size, DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    PairTimes times = new PairTimes(new int[size], new long[size], new long[size]);
    for (int i = 0; i < size; i++) {
      times.events()[i] =
          CompactFields.readUnsignedInt(in, Integer.MAX_VALUE, "the events of a pair");
      times.oldestMicros()[i] = CompactFields.readSigned(in);
      times.newestMicros()[i] = times.oldestMicros()[i] + CompactFields.readSigned(in);
    }
    return times;
  }
}
