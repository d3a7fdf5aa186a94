package io.eddy.jobs.loop;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What the test program sends: it lives for {@code ttl} more hops and its id decides where they go.
 */
record Ripple(long id, int ttl, byte[] payload) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Ripple that
        && id == that.id
        && ttl == that.ttl
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id) * 31 + ttl;
  }

  /** Serializes a ripple. */
  static final class Serializer extends VersionedSerializer<Ripple> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<Ripple> type() {
      return Ripple.class;
    }

    @Override
    protected int version() {
      return 1;
    }

    @Override
    protected void write(Ripple ripple, DataOutputView out) throws IOException {
      out.writeLong(ripple.id);
      out.writeInt(ripple.ttl);
      out.writeInt(ripple.payload.length);
      out.write(ripple.payload);
    }

    @Override
    protected Ripple read(int version, DataInputView in) throws IOException {
      long id = in.readLong();
      int ttl = in.readInt();
      byte[] payload = new byte[in.readInt()];
      in.readFully(payload);
      return new Ripple(id, ttl, payload);
    }
  }
}
