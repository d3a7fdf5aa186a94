package io.eddy.jobs.loop;

import java.io.IOException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.util.ResourceGuard;

/**
 * The raw keyed stream of a checkpoint, held back: a lease keeps it open, and with it the
 * asynchronous part of the checkpoint waiting, until {@link #close}.
 *
 * <p>The lease alone would block the task when it fails: cancelling a checkpoint whose asynchronous
 * part has not got to the stream yet closes the stream on the task's own thread, which waits for
 * the lease that the same thread would give back later. So a thread of its own starts to close the
 * stream right away and waits there for the lease; Flink's asynchronous part waits for that thread,
 * and a cancellation interrupts it and goes on.
 */
final class HeldStream implements AutoCloseable {
  private static final long POLL_NANOS = 50_000;

  private final ResourceGuard.Lease lease;

  private HeldStream(ResourceGuard.Lease lease) {
    this.lease = lease;
  }

  /**
   * Holds a stream, before the asynchronous part of the checkpoint has begun.
   *
   * @param closing what closes the stream in the asynchronous part
   */
  static HeldStream of(
      KeyedStateCheckpointOutputStream stream, RunnableFuture<?> closing, long checkpoint)
      throws IOException {
    HeldStream held = new HeldStream(stream.acquireLease());
    Thread closer = new Thread(closing, "in-flight log of checkpoint " + checkpoint);
    closer.setDaemon(true);
    try {
      closer.start();
    } catch (Throwable e) {
      held.close();
      throw e;
    }
    while (closer.isAlive() && !isBeingClosed(stream)) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    return held;
  }

  /** Lets the stream be closed. */
  @Override
  public void close() {
    lease.close();
  }

  /** Whether the thread has got to where it waits: from then on no lease is given. */
  private static boolean isBeingClosed(KeyedStateCheckpointOutputStream stream) {
    try {
      stream.acquireLease().close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
