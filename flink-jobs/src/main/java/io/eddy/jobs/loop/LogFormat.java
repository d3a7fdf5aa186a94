package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/**
 * The layout of one key group in the raw keyed state of a head: version, state of the random
 * generator, number of messages, and where there are messages the snapshot of their serializer and
 * the messages. So a job whose serializer of messages has changed reads what the old one wrote.
 */
final class LogFormat {
  private static final int VERSION = 1;

  private LogFormat() {}

  /** Writes a key group; the stream stays open. */
  static <M> void write(
      long randomState,
      InFlightLog<M> log,
      int keyGroup,
      TypeSerializer<M> payloads,
      OutputStream stream)
      throws IOException {
    var out = new DataOutputViewStreamWrapper(stream);
    out.writeByte(VERSION);
    out.writeLong(randomState);
    out.writeLong(log.count(keyGroup));
    if (log.count(keyGroup) > 0) {
      TypeSerializerSnapshot.writeVersionedSnapshot(out, payloads.snapshotConfiguration());
      log.write(keyGroup, stream);
    }
  }

  /**
   * Reads a key group; may read ahead in the stream.
   *
   * @throws IOException if the layout is unknown, or the stream fails or ends early
   */
  static <M> void read(int keyGroup, InputStream stream, ClassLoader classes, Reader<M> reader)
      throws IOException {
    var in = new DataInputViewStreamWrapper(new BufferedInputStream(stream));
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException(
          "the in-flight log of key group %d has layout %d; this release reads layout %d, restore with the release that wrote it"
              .formatted(keyGroup, version, VERSION));
    }
    reader.random(keyGroup, in.readLong());
    long count = in.readLong();
    if (count > 0) {
      TypeSerializerSnapshot<M> snapshot =
          TypeSerializerSnapshot.readVersionedSnapshot(in, classes);
      var records = new LoopRecordSerializer<>(snapshot.restoreSerializer());
      for (long i = 0; i < count; i++) {
        reader.message((Message<M>) records.deserialize(in));
      }
    }
  }

  /** Takes what a key group holds. */
  interface Reader<M> {
    void random(int keyGroup, long state);

    void message(Message<M> message) throws IOException;
  }
}
