package io.eddy.jobs.memory;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.FloatFields;
import io.eddy.memory.node.MemoryShape;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes {@link MemoryUpdate}: its fields in order; the number of mails, then neighbour and
 * time of each.
 */
public final class MemoryUpdateSerializer extends VersionedSerializer<MemoryUpdate> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final MemoryUpdateSerializer INSTANCE = new MemoryUpdateSerializer();

  @Override
  public Class<MemoryUpdate> type() {
    return MemoryUpdate.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(MemoryUpdate update, DataOutputView out) throws IOException {
    CompactFields.writeText(update.node(), out);
    CompactFields.writeSigned(update.timeMicros(), out);
    CompactFields.writeUnsigned(update.updates(), out);
    FloatFields.write(update.vector(), out);
    out.writeDouble(update.moved());
    CompactFields.writeText(update.model(), out);
    CompactFields.writeUnsigned(update.mails().size(), out);
    for (MailHead mail : update.mails()) {
      CompactFields.writeText(mail.neighbour(), out);
      CompactFields.writeSigned(mail.timeMicros(), out);
    }
  }

  @Override
  protected MemoryUpdate read(int version, DataInputView in) throws IOException {
    String node = CompactFields.readText(in);
    long time = CompactFields.readSigned(in);
    long updates = CompactFields.readUnsigned(in);
    float[] vector = FloatFields.read(in);
    double moved = in.readDouble();
    String model = CompactFields.readText(in);
    int count = CompactFields.readUnsignedInt(in, MemoryShape.MAX_MAILS, "the number of mails");
    String[] neighbours = new String[count];
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      neighbours[i] = CompactFields.readText(in);
      times[i] = CompactFields.readSigned(in);
    }
    return new MemoryUpdate(
        node, time, updates, vector, moved, model, new MailHeads(neighbours, times));
  }
}
