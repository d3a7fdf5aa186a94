package io.eddy.jobs.snapshot;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Serializes both kinds of {@link SnapshotPart}. */
final class SnapshotPartSerializer extends VersionedSerializer<SnapshotPart> {
  private static final long serialVersionUID = 1L;

  static final SnapshotPartSerializer INSTANCE = new SnapshotPartSerializer();

  @Override
  public Class<SnapshotPart> type() {
    return SnapshotPart.class;
  }

  @Override
  protected int version() {
    return 1;
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
    return new SnapshotPart.Row(id, time, node, others, weights);
  }
}
