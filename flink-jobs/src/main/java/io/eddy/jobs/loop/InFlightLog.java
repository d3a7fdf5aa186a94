package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one checkpoint that were in flight when it passed, serialized, by key group of
 * their targets. Past the limit the bytes move to a file, a chunk for each key group at a time. Not
 * thread-safe.
 *
 * @param <M> a message between nodes
 */
final class InFlightLog<M> implements AutoCloseable {
  private static final int FIRST_BYTES = 128;

  private final Codec<LoopRecord<M>> codec;
  private final KeyGroupRange range;
  private final long limit;
  private final SpillFolder folder;
  private final List<Group> groups = new ArrayList<>();
  private @Nullable Path path;
  private @Nullable FileChannel file;
  private long inMemory;
  private long bytes;

  /**
   * An empty log.
   *
   * @param limit bytes on the heap above which they go to a file
   */
  InFlightLog(Codec<LoopRecord<M>> codec, KeyGroupRange range, long limit, SpillFolder folder) {
    this.codec = codec;
    this.range = range;
    this.limit = limit;
    this.folder = folder;
    for (int i = 0; i < range.getNumberOfKeyGroups(); i++) {
      groups.add(new Group());
    }
  }

  /** Adds a message whose target is in the key group. */
  void append(int keyGroup, Message<M> message) throws IOException {
    Group group = group(keyGroup);
    if (group.buffer == null) {
      group.buffer = new DataOutputSerializer(FIRST_BYTES);
    }
    int before = group.buffer.length();
    codec.write(message, group.buffer);
    int written = group.buffer.length() - before;
    group.count++;
    bytes += written;
    inMemory += written;
    if (inMemory > limit) {
      spill();
    }
  }

  /** Messages of a key group. */
  long count(int keyGroup) {
    return group(keyGroup).count;
  }

  /** Bytes of all messages. */
  long bytes() {
    return bytes;
  }

  /** Writes the messages of a key group in the order in which they were added. */
  void write(int keyGroup, OutputStream out) throws IOException {
    Group group = group(keyGroup);
    for (Chunk chunk : group.chunks) {
      copy(chunk, out);
    }
    if (group.buffer != null) {
      out.write(group.buffer.getSharedBuffer(), 0, group.buffer.length());
    }
  }

  @Override
  public void close() throws IOException {
    groups.clear();
    if (file != null && path != null) {
      file.close();
      Files.deleteIfExists(path);
    }
  }

  private Group group(int keyGroup) {
    return groups.get(keyGroup - range.getStartKeyGroup());
  }

  private void spill() throws IOException {
    if (file == null) {
      path = folder.newFile();
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
    OutputStream out = Channels.newOutputStream(file.position(file.size()));
    for (Group group : groups) {
      if (group.buffer != null && group.buffer.length() > 0) {
        group.chunks.add(new Chunk(file.position(), group.buffer.length()));
        out.write(group.buffer.getSharedBuffer(), 0, group.buffer.length());
        group.buffer = null;
      }
    }
    inMemory = 0;
  }

  private void copy(Chunk chunk, OutputStream out) throws IOException {
    if (file == null) {
      throw new IllegalStateException("the log is closed");
    }
    InputStream in = Channels.newInputStream(file.position(chunk.position()));
    byte[] buffer = new byte[64 * 1024];
    for (int left = chunk.length(); left > 0; ) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        throw new IOException(
            "spill file '%s' ends %d bytes early; was it truncated?".formatted(path, left));
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  private record Chunk(long position, int length) {}

  private static final class Group {
    private final List<Chunk> chunks = new ArrayList<>();
    private @Nullable DataOutputSerializer buffer;
    private long count;
  }
}
