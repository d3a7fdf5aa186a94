package io.eddy.jobs.ripple;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An event between two nodes. */
record Contact(String src, String dst, long timeMicros) {

  static final class Serializer extends VersionedSerializer<Contact> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<Contact> type() {
      return Contact.class;
    }

    @Override
    protected int version() {
      return 1;
    }

    @Override
    protected void write(Contact contact, DataOutputView out) throws IOException {
      CompactFields.writeText(contact.src(), out);
      CompactFields.writeText(contact.dst(), out);
      out.writeLong(contact.timeMicros());
    }

    @Override
    protected Contact read(int version, DataInputView in) throws IOException {
      return new Contact(CompactFields.readText(in), CompactFields.readText(in), in.readLong());
    }
  }
}
