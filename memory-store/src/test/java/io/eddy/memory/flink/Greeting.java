package io.eddy.memory.flink;

import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** A value whose layout changed once: version 1 had no {@code times}, which was always 1. */
record Greeting(String text, long times) {

  /** The present serializer, of version 2; a test may let it be the release of version 1. */
  static final class Serializer extends VersionedSerializer<Greeting> {
    static int release = 2;

    @Override
    public Class<Greeting> type() {
      return Greeting.class;
    }

    @Override
    protected int version() {
      return release;
    }

    @Override
    protected void write(Greeting value, DataOutputView out) throws IOException {
      CompactFields.writeText(value.text(), out);
      if (release > 1) {
        CompactFields.writeUnsigned(value.times(), out);
      }
    }

    @Override
    protected Greeting read(int version, DataInputView in) throws IOException {
      String text = CompactFields.readText(in);
      return new Greeting(text, version == 1 ? 1 : CompactFields.readUnsigned(in));
    }
  }

  /** Another serializer of the same values. */
  static final class OtherSerializer extends VersionedSerializer<Greeting> {
    @Override
    public Class<Greeting> type() {
      return Greeting.class;
    }

    @Override
    protected int version() {
      return 1;
    }

    @Override
    protected void write(Greeting value, DataOutputView out) throws IOException {
      CompactFields.writeText(value.text(), out);
    }

    @Override
    protected Greeting read(int version, DataInputView in) throws IOException {
      return new Greeting(CompactFields.readText(in), 1);
    }
  }

  /** The snapshot bytes that a release with this version of the serializer wrote. */
  static byte[] snapshotOfVersion(int version) throws IOException {
    return snapshot(Serializer.class.getName(), version);
  }

  static byte[] snapshot(String serializer, int version) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(VersionedSerializerSnapshot.class.getName());
    out.writeInt(new VersionedSerializerSnapshot<>().getCurrentVersion());
    out.writeUTF(serializer);
    out.writeInt(version);
    return out.getCopyOfBuffer();
  }

  /** The bytes of a value in version 1. */
  static byte[] versionOne(String text) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(1);
    CompactFields.writeText(text, out);
    return out.getCopyOfBuffer();
  }
}
