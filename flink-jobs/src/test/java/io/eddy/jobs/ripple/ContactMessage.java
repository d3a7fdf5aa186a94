package io.eddy.jobs.ripple;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.FloatFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The messages of {@link ContactProgram}. */
sealed interface ContactMessage {

  /** To the destination, or back from it: an event, and the sender's memory before it. */
  record Visit(boolean back, Contact contact, float[] memory) implements ContactMessage {}

  /** What ripples. */
  record Told(Ripple ripple) implements ContactMessage {}

  final class Serializer extends VersionedSerializer<ContactMessage> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<ContactMessage> type() {
      return ContactMessage.class;
    }

    @Override
    protected int version() {
      return 1;
    }

    @Override
    protected void write(ContactMessage message, DataOutputView out) throws IOException {
      out.writeBoolean(message instanceof Told);
      if (message instanceof Told told) {
        RippleSerializer.INSTANCE.serialize(told.ripple(), out);
      } else if (message instanceof Visit visit) {
        out.writeBoolean(visit.back());
        CompactFields.writeText(visit.contact().src(), out);
        CompactFields.writeText(visit.contact().dst(), out);
        out.writeLong(visit.contact().timeMicros());
        FloatFields.write(visit.memory(), out);
      }
    }

    @Override
    protected ContactMessage read(int version, DataInputView in) throws IOException {
      if (in.readBoolean()) {
        return new Told(RippleSerializer.INSTANCE.deserialize(in));
      }
      return new Visit(
          in.readBoolean(),
          new Contact(CompactFields.readText(in), CompactFields.readText(in), in.readLong()),
          FloatFields.read(in));
    }
  }
}
