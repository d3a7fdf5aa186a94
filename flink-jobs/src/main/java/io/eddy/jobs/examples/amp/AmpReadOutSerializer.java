package io.eddy.jobs.examples.amp;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.CorruptLayoutException;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link AmpReadOut}: the node, the cause's position, the values. */
public final class AmpReadOutSerializer extends VersionedSerializer<AmpReadOut> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final AmpReadOutSerializer INSTANCE = new AmpReadOutSerializer();

  @Override
  public Class<AmpReadOut> type() {
    return AmpReadOut.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(AmpReadOut value, DataOutputView out) throws IOException {
    CompactFields.writeText(value.node(), out);
    out.writeByte(value.cause().ordinal());
    ListFields.writeFloats(value.logProbabilities(), out);
  }

  @Override
  protected AmpReadOut read(int version, DataInputView in) throws IOException {
    String node = CompactFields.readText(in);
    int cause = in.readUnsignedByte();
    AmpReadOut.Cause[] causes = AmpReadOut.Cause.values();
    if (cause >= causes.length) {
      throw new CorruptLayoutException(
          "cause %d of a read-out; expected 0 to %d".formatted(cause, causes.length - 1));
    }
    return new AmpReadOut(node, causes[cause], ListFields.readFloats(in));
  }
}
