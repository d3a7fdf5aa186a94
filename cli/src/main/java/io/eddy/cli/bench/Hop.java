package io.eddy.cli.bench;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A message of the loop's benchmarks.
 *
 * @param id decides where it goes next
 * @param left hops that follow this one
 * @param sent when it was sent, {@link System#nanoTime}
 */
record Hop(long id, int left, long sent) {

  /** Serializes a hop. */
  static final class Serializer extends VersionedSerializer<Hop> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<Hop> type() {
      return Hop.class;
    }

    @Override
    protected int version() {
      return 1;
    }

    @Override
    protected void write(Hop hop, DataOutputView out) throws IOException {
      out.writeLong(hop.id);
      out.writeInt(hop.left);
      out.writeLong(hop.sent);
    }

    @Override
    protected Hop read(int version, DataInputView in) throws IOException {
      return new Hop(in.readLong(), in.readInt(), in.readLong());
    }
  }
}
