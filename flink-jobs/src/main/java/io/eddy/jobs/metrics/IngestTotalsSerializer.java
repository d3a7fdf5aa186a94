package io.eddy.jobs.metrics;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Serializes {@link IngestTotals}. */
public final class IngestTotalsSerializer extends VersionedSerializer<IngestTotals> {
  private static final long serialVersionUID = 1L;

  public static final IngestTotalsSerializer INSTANCE = new IngestTotalsSerializer();

  @Override
  public Class<IngestTotals> type() {
    return IngestTotals.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(IngestTotals value, DataOutputView out) throws IOException {
    StringValue.writeString(value.task(), out);
    out.writeLong(value.recordsIn());
    out.writeLong(value.edges());
    out.writeLong(value.deadLetters());
    out.writeLong(value.duplicates());
  }

  @Override
  protected IngestTotals read(int version, DataInputView in) throws IOException {
    return new IngestTotals(
        StringValue.readString(in), in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
