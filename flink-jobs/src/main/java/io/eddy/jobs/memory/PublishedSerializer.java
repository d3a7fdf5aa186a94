package io.eddy.jobs.memory;

import io.eddy.jobs.event.OptionalFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Published}: the time, the path, and the held memory if there is one. */
final class PublishedSerializer extends VersionedSerializer<Published> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  static final PublishedSerializer INSTANCE = new PublishedSerializer();

  @Override
  public Class<Published> type() {
    return Published.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Published value, DataOutputView out) throws IOException {
    CompactFields.writeSigned(value.timeMicros(), out);
    out.writeDouble(value.path());
    HeldMemory held = value.held();
    OptionalFields.write(held == null ? null : held.update(), MemoryUpdateSerializer.INSTANCE, out);
  }

  @Override
  protected Published read(int version, DataInputView in) throws IOException {
    return new Published(
        CompactFields.readSigned(in),
        in.readDouble(),
        OptionalFields.read(MemoryUpdateSerializer.INSTANCE, in));
  }

  /** False: it changes in place, so a snapshot needs a copy. */
  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Published copy(Published value) {
    return value.copy();
  }
}
