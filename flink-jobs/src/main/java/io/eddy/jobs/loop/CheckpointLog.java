package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.IOException;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of the checkpoint under way, from the barrier at the head to the sentinel from the tail.
 * In between it holds back the checkpoint's raw keyed stream; called by the task's thread only.
 *
 * <p>The stream is let go in two cases only: after the whole log was written, or once the
 * checkpoint is known to be aborted or the task has ended. Let go any earlier, the checkpoint could
 * complete with messages missing. So when writing fails, because the stream was closed by an abort
 * that is not announced yet or because the storage fails, the stream is kept until the abort or the
 * time-out.
 *
 * @param <M> a message between nodes
 */
final class CheckpointLog<M> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointLog.class);
  private static final long NONE = -1;

  private final LoopRecordSerializer<M> serializer;
  private final KeyGroupRange range;
  private final int maxParallelism;
  private final long limit;
  private final SpillFolder folder;

  private long checkpoint = NONE;
  private @Nullable InFlightLog<M> log;
  private @Nullable KeyedStateCheckpointOutputStream stream;
  private @Nullable HeldStream held;
  private long[] randomStates = {};
  private volatile long lastBytes;

  CheckpointLog(
      LoopRecordSerializer<M> serializer,
      KeyGroupRange range,
      int maxParallelism,
      long limit,
      SpillFolder folder) {
    this.serializer = serializer;
    this.range = range;
    this.maxParallelism = maxParallelism;
    this.limit = limit;
    this.folder = folder;
  }

  /** Starts the log of a checkpoint; one that is still open belongs to an aborted checkpoint. */
  void begin(StateSnapshotContext context, long[] random) throws Exception {
    drop();
    stream = context.getRawKeyedOperatorStateOutput();
    checkpoint = context.getCheckpointId();
    randomStates = random;
    log = new InFlightLog<>(Codec.of(serializer), range, limit, folder);
  }

  /**
   * Holds the checkpoint back if its log is open; to be called when its synchronous part is done.
   * Earlier, a failure in the rest of that part would wait for the lease on this thread.
   *
   * @param closing what closes the stream in the asynchronous part
   */
  void hold(RunnableFuture<?> closing) throws IOException {
    if (log != null && stream != null) {
      held = HeldStream.of(stream, closing, checkpoint);
    }
  }

  /** Logs a message if a checkpoint is under way. */
  void append(Message<M> message) throws IOException {
    if (log != null) {
      int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(message.target(), maxParallelism);
      log.append(keyGroup, message);
      lastBytes = log.bytes();
    }
  }

  /** The sentinel has come: writes the log; ignored if it is not of the checkpoint under way. */
  void complete(long id) throws IOException {
    if (id == checkpoint && log != null) {
      completeOpen();
    }
  }

  /** Writes the log of the checkpoint under way, if any: nothing of it is in flight any more. */
  void completeOpen() throws IOException {
    if (log == null || stream == null) {
      return;
    }
    try {
      writeTo(stream, log);
    } catch (IOException e) {
      LOG.warn(
          "The in-flight log of checkpoint {} could not be written; if the checkpoint is not being"
              + " aborted, it will time out.",
          checkpoint,
          e);
      closeLog();
      return;
    }
    lastBytes = log.bytes();
    closeLog();
    release();
  }

  /** Drops the log of an aborted checkpoint. */
  void abort(long id) throws IOException {
    if (id == checkpoint) {
      drop();
    }
  }

  /** Bytes of messages in the log under way, or of the last one. */
  long bytes() {
    return lastBytes;
  }

  /** Lets the stream go: by now the task has cancelled its checkpoints, and none can complete. */
  @Override
  public void close() throws IOException {
    drop();
  }

  private void writeTo(KeyedStateCheckpointOutputStream out, InFlightLog<M> messages)
      throws IOException {
    TypeSerializer<M> payloads = serializer.payloads();
    for (int keyGroup : range) {
      out.startNewKeyGroup(keyGroup);
      LogFormat.write(
          randomStates[keyGroup - range.getStartKeyGroup()], messages, keyGroup, payloads, out);
    }
  }

  private void drop() throws IOException {
    closeLog();
    release();
  }

  private void closeLog() throws IOException {
    if (log != null) {
      log.close();
      log = null;
    }
  }

  private void release() {
    checkpoint = NONE;
    stream = null;
    if (held != null) {
      held.close();
      held = null;
    }
  }
}
