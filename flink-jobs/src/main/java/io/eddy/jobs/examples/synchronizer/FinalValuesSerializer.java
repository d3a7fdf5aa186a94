package io.eddy.jobs.examples.synchronizer;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link FinalValues}. */
public final class FinalValuesSerializer extends VersionedSerializer<FinalValues> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final FinalValuesSerializer INSTANCE = new FinalValuesSerializer();

  @Override
  public Class<FinalValues> type() {
    return FinalValues.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(FinalValues value, DataOutputView out) throws IOException {
    CompactFields.writeText(value.node(), out);
    ListFields.writeFloats(value.values(), out);
  }

  @Override
  protected FinalValues read(int version, DataInputView in) throws IOException {
    return new FinalValues(CompactFields.readText(in), ListFields.readFloats(in));
  }
}
