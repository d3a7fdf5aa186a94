package io.eddy.jobs.reset;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Written}: each partition's number, first offset and words of bits. */
public final class WrittenSerializer extends VersionedSerializer<Written> {
  private static final long serialVersionUID = 1L;

  public static final WrittenSerializer INSTANCE = new WrittenSerializer();

  @Override
  public Class<Written> type() {
    return Written.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Written value, DataOutputView out) throws IOException {
    out.writeInt(value.partitions().size());
    for (Map.Entry<Integer, Written.Offsets> entry : value.partitions().entrySet()) {
      long[] words = entry.getValue().bits().toLongArray();
      out.writeInt(entry.getKey());
      out.writeLong(entry.getValue().first());
      out.writeInt(words.length);
      for (long word : words) {
        out.writeLong(word);
      }
    }
  }

  @Override
  protected Written read(int version, DataInputView in) throws IOException {
    Written written = new Written(Map.of());
    int partitions = in.readInt();
    for (int i = 0; i < partitions; i++) {
      int partition = in.readInt();
      long first = in.readLong();
      long[] words = new long[in.readInt()];
      for (int word = 0; word < words.length; word++) {
        words[word] = in.readLong();
      }
      written.put(partition, new Written.Offsets(first, BitSet.valueOf(words)));
    }
    return written;
  }
}
