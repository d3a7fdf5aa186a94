package io.eddy.jobs.snapshot;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Serializes {@link SnapshotReport}. */
final class SnapshotReportSerializer extends VersionedSerializer<SnapshotReport> {
  private static final long serialVersionUID = 1L;
  private static final SnapshotReport.Outcome[] OUTCOMES = SnapshotReport.Outcome.values();

  static final SnapshotReportSerializer INSTANCE = new SnapshotReportSerializer();

  @Override
  public Class<SnapshotReport> type() {
    return SnapshotReport.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(SnapshotReport value, DataOutputView out) throws IOException {
    out.writeLong(value.id());
    out.writeLong(value.timeMicros());
    CompactFields.writeUnsigned(value.outcome().ordinal(), out);
    out.writeInt(value.nodes());
    out.writeLong(value.edges());
    out.writeLong(value.bytes());
    StringValue.writeString(value.device(), out);
    out.writeLong(value.buildMillis());
    out.writeLong(value.embedMillis());
    out.writeLong(value.publishMillis());
    StringValue.writeString(value.reason(), out);
  }

  @Override
  protected SnapshotReport read(int version, DataInputView in) throws IOException {
    return new SnapshotReport(
        in.readLong(),
        in.readLong(),
        OUTCOMES[CompactFields.readUnsignedInt(in, OUTCOMES.length - 1, "the outcome")],
        in.readInt(),
        in.readLong(),
        in.readLong(),
        StringValue.readString(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        StringValue.readString(in));
  }
}
