package io.eddy.jobs.loop;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.StateSnapshotContextSynchronousImpl;
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

  private final KeyedStateCheckpointOutputStream out;
  private final ResourceGuard.Lease lease;

  private HeldStream(KeyedStateCheckpointOutputStream out, ResourceGuard.Lease lease) {
    this.out = out;
    this.lease = lease;
  }

  /** Holds the stream of the checkpoint being taken. */
  static HeldStream of(StateSnapshotContext context) throws Exception {
    if (!(context instanceof StateSnapshotContextSynchronousImpl snapshot)) {
      throw new IllegalStateException(
          "snapshot context %s is not the one of Flink 2.3, expected %s"
              .formatted(
                  context.getClass().getName(),
                  StateSnapshotContextSynchronousImpl.class.getName()));
    }
    KeyedStateCheckpointOutputStream out = snapshot.getRawKeyedOperatorStateOutput();
    HeldStream held = new HeldStream(out, out.acquireLease());
    Thread closer =
        new Thread(
            snapshot.getKeyedStateStreamFuture(),
            "in-flight log of checkpoint " + snapshot.getCheckpointId());
    closer.setDaemon(true);
    try {
      closer.start();
    } catch (Throwable e) {
      held.close();
      throw e;
    }
    while (closer.isAlive() && !held.isBeingClosed()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    return held;
  }

  KeyedStateCheckpointOutputStream out() {
    return out;
  }

  /** Lets the stream be closed. */
  @Override
  public void close() {
    lease.close();
  }

  /** Whether the thread has got to where it waits: from then on no lease is given. */
  private boolean isBeingClosed() {
    try {
      out.acquireLease().close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
