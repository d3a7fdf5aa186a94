package io.eddy.jobs.examples.star;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link UniqueId}. */
public final class UniqueIdSerializer extends VersionedSerializer<UniqueId> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final UniqueIdSerializer INSTANCE = new UniqueIdSerializer();

  @Override
  public Class<UniqueId> type() {
    return UniqueId.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(UniqueId value, DataOutputView out) throws IOException {
    CompactFields.writeText(value.node(), out);
    CompactFields.writeText(value.id(), out);
  }

  @Override
  protected UniqueId read(int version, DataInputView in) throws IOException {
    return new UniqueId(CompactFields.readText(in), CompactFields.readText(in));
  }
}
