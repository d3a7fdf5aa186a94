package io.eddy.cli.console;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a command that the process was asked to end (Ctrl-C, SIGTERM), and holds the process until
 * the command has cleaned up.
 *
 * <p>Open it before what must be stopped, so that it closes last:
 *
 * <pre>{@code
 * try (StopSignal stop = StopSignal.install();
 *     EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
 *   stop.await();
 * }
 * }</pre>
 *
 * <p>All methods are safe from any thread.
 */
public final class StopSignal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

  /** How long the process waits for the command to clean up. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch raised = new CountDownLatch(1);
  private final CountDownLatch cleaned = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "eddy-stop");

  private volatile @Nullable Thread starting;

  private StopSignal() {}

  /** Begins to listen. */
  public static StopSignal install() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /**
   * Runs the start of something that takes its time; being asked to end interrupts it.
   *
   * @throws CommandException if it was interrupted so
   */
  public <T> T whileStarting(Callable<T> start) throws Exception {
    starting = Thread.currentThread();
    try {
      if (!isRaised()) {
        return start.call();
      }
    } catch (Exception e) {
      if (!isRaised()) {
        throw e;
      }
      LOG.debug("Interrupted while starting", e);
    } finally {
      starting = null;
    }
    throw new CommandException("stopped before everything was running");
  }

  /** Waits until the process is asked to end. */
  public void await() throws InterruptedException {
    raised.await();
  }

  /**
   * Waits until the process is asked to end, but no longer than {@code limit}.
   *
   * @return whether it was asked
   */
  public boolean await(Duration limit) throws InterruptedException {
    return raised.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the process was asked to end. */
  public boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** Asks the command to end, as Ctrl-C does. */
  public void raise() {
    raised.countDown();
  }

  /** Says that everything is cleaned up; the process may end. */
  @Override
  public void close() {
    cleaned.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("The process is already ending", e);
    }
  }

  private void hold() {
    raised.countDown();
    Thread waiting = starting;
    if (waiting != null) {
      waiting.interrupt();
    }
    try {
      if (!cleaned.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("Did not stop cleanly within {} s", PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
