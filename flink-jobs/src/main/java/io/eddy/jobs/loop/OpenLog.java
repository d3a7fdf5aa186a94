package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.IOException;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one checkpoint and the raw keyed stream it goes to, from the barrier at the head until
 * it is written or dropped. Used by the task's thread only.
 *
 * @param <M> a message between nodes
 */
final class OpenLog<M> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenLog.class);

  private final long checkpoint;
  private final KeyedStateCheckpointOutputStream stream;
  private final long[] randomStates;
  private final TypeSerializer<M> payloads;
  private final KeyGroupRange range;
  private final int maxParallelism;
  private @Nullable InFlightLog<M> messages;
  private @Nullable HeldStream held;

  /**
   * An empty log.
   *
   * @param randomStates of the random generators, one for each key group of the range
   */
  OpenLog(
      long checkpoint,
      KeyedStateCheckpointOutputStream stream,
      long[] randomStates,
      InFlightLog<M> messages,
      TypeSerializer<M> payloads,
      KeyGroupRange range,
      int maxParallelism) {
    this.checkpoint = checkpoint;
    this.stream = stream;
    this.randomStates = randomStates;
    this.messages = messages;
    this.payloads = payloads;
    this.range = range;
    this.maxParallelism = maxParallelism;
  }

  long checkpoint() {
    return checkpoint;
  }

  /** Whether it takes messages: not any more once it was written or could not be. */
  boolean isOpen() {
    return messages != null;
  }

  /** Keeps the checkpoint from completing until the stream is let go. */
  void hold(RunnableFuture<?> closing) throws IOException {
    held = HeldStream.of(stream, closing, checkpoint);
  }

  /** Adds a message that is in flight at this checkpoint's cut. */
  void append(Message<M> message) throws IOException {
    if (messages != null) {
      int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(message.target(), maxParallelism);
      messages.append(keyGroup, message);
    }
  }

  /** Bytes of its messages while it is open. */
  long bytes() {
    return messages == null ? 0 : messages.bytes();
  }

  /**
   * Writes the log and lets the stream go. If the stream is held and fails, it stays held.
   *
   * @return whether it was written
   * @throws IOException if writing fails and nothing holds the stream: then the caller has to fail
   *     the checkpoint
   */
  boolean write() throws IOException {
    InFlightLog<M> all = messages;
    if (all == null) {
      return false;
    }
    try {
      for (int keyGroup : range) {
        stream.startNewKeyGroup(keyGroup);
        LogFormat.write(
            randomStates[keyGroup - range.getStartKeyGroup()], all, keyGroup, payloads, stream);
      }
    } catch (IOException e) {
      closeMessages();
      if (held == null) {
        throw e;
      }
      LOG.warn(
          "The in-flight log of checkpoint {} could not be written; if the checkpoint is not being"
              + " aborted, it will time out.",
          checkpoint,
          e);
      return false;
    }
    close();
    return true;
  }

  /** Drops the messages and lets the stream go. */
  @Override
  public void close() throws IOException {
    try {
      closeMessages();
    } finally {
      if (held != null) {
        held.close();
        held = null;
      }
    }
  }

  private void closeMessages() throws IOException {
    InFlightLog<M> all = messages;
    messages = null;
    if (all != null) {
      all.close();
    }
  }
}
