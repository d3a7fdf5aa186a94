package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.StateSnapshotContext;

/**
 * The logs of the checkpoints under way, each from the barrier at the head to the sentinel from the
 * tail. In between it holds back the checkpoint's raw keyed stream; called by the task's thread
 * only.
 *
 * <p>Usually one is open. But Flink starts savepoints whatever checkpoint is pending, so a head may
 * pass the next barrier before the sentinel of the one before; then every message taken goes into
 * each open log, for it was in flight at each of their cuts.
 *
 * <p>A stream is let go in two cases only: after the whole log was written, or once its checkpoint
 * cannot complete any more or the task has ended. Let go any earlier, the checkpoint could complete
 * with messages missing. So when writing fails, because the stream was closed by an abort that is
 * not announced yet or because the storage fails, the stream is kept until the abort or the
 * time-out.
 *
 * @param <M> a message between nodes
 */
final class CheckpointLog<M> implements AutoCloseable {
  private final LoopRecordSerializer<M> serializer;
  private final KeyGroupRange range;
  private final int maxParallelism;
  private final long limit;
  private final SpillFolder folder;

  /** In the order of the barriers. */
  private final List<OpenLog<M>> logs = new ArrayList<>(2);

  private volatile long lastBytes;

  /**
   * No logs.
   *
   * @param limit bytes of each log on the heap, above which they go to a file
   */
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

  /** Starts the log of a checkpoint; what the head itself holds at the cut is added to it alone. */
  OpenLog<M> begin(StateSnapshotContext context, long[] random) throws Exception {
    OpenLog<M> log =
        new OpenLog<>(
            context.getCheckpointId(),
            context.getRawKeyedOperatorStateOutput(),
            random,
            new InFlightLog<>(Codec.of(serializer), range, limit, folder),
            serializer.payloads(),
            range,
            maxParallelism);
    logs.add(log);
    return log;
  }

  /**
   * Holds a checkpoint back if its log is open; to be called when its synchronous part is done.
   * Earlier, a failure in the rest of that part would wait for the lease on this thread.
   *
   * @param closing what closes the stream in the asynchronous part
   */
  void hold(long checkpoint, RunnableFuture<?> closing) throws IOException {
    for (OpenLog<M> log : logs) {
      if (log.checkpoint() == checkpoint) {
        log.hold(closing);
      }
    }
    measure();
  }

  /** Logs a message that has come round, for every checkpoint under way. */
  void append(Message<M> message) throws IOException {
    if (logs.isEmpty()) {
      return;
    }
    for (OpenLog<M> log : logs) {
      log.append(message);
    }
    measure();
  }

  /**
   * The sentinel of a checkpoint has come: writes its log. A tail sends sentinels in the order of
   * the barriers, so an older log that is still open will not get one: its tail has declined the
   * checkpoint, which cannot complete, and the log is dropped.
   */
  void complete(long checkpoint) throws IOException {
    measure();
    for (Iterator<OpenLog<M>> all = logs.iterator(); all.hasNext(); ) {
      OpenLog<M> log = all.next();
      if (log.checkpoint() < checkpoint && log.isOpen()) {
        all.remove();
        log.close();
      } else if (log.checkpoint() == checkpoint && log.write()) {
        all.remove();
      }
    }
  }

  /**
   * Writes all open logs: nothing of them is in flight any more.
   *
   * @throws IOException if a log that holds nothing back yet cannot be written; its checkpoint must
   *     fail
   */
  void completeAll() throws IOException {
    measure();
    for (Iterator<OpenLog<M>> all = logs.iterator(); all.hasNext(); ) {
      if (all.next().write()) {
        all.remove();
      }
    }
  }

  /** Drops the log of an aborted checkpoint, and no other. */
  void abort(long checkpoint) throws IOException {
    for (Iterator<OpenLog<M>> all = logs.iterator(); all.hasNext(); ) {
      OpenLog<M> log = all.next();
      if (log.checkpoint() == checkpoint) {
        all.remove();
        log.close();
      }
    }
  }

  /** Bytes of messages in the logs under way, or of the last one. */
  long bytes() {
    return lastBytes;
  }

  /** Lets the streams go: by now the task has cancelled its checkpoints, and none can complete. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (OpenLog<M> log : logs) {
      try {
        log.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    logs.clear();
    if (failure != null) {
      throw failure;
    }
  }

  private void measure() {
    if (logs.isEmpty()) {
      return;
    }
    long bytes = 0;
    for (OpenLog<M> log : logs) {
      bytes += log.bytes();
    }
    lastBytes = bytes;
  }
}
