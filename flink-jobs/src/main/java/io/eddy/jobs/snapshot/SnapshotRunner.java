package io.eddy.jobs.snapshot;

import io.eddy.jobs.delivery.Deliveries;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.snapshot.SnapshotReport.Outcome;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes and publishes snapshots one after the other in a thread of its own; one may wait.
 *
 * <p>Its methods are called by one thread, and so is {@code done}, through {@code mail}.
 */
final class SnapshotRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRunner.class);
  private static final long PATIENCE_SECONDS = 10;

  private final SnapshotModel model;
  private final Deliveries deliveries;
  private final Duration timeout;
  private final Consumer<Runnable> mail;
  private final Consumer<SnapshotReport> done;
  private final ExecutorService worker = Executors.newSingleThreadExecutor(named("eddy-snapshot"));
  private final ScheduledExecutorService alarm =
      Executors.newSingleThreadScheduledExecutor(named("eddy-snapshot-timeout"));

  private boolean running;
  private @Nullable GraphAssembly waiting;

  /**
   * A runner with nothing to do.
   *
   * @param timeout after which a snapshot is given up, if it is not computed; zero for never
   * @param mail brings work to the thread that owns this
   * @param done hears the end of each snapshot, on that thread
   */
  SnapshotRunner(
      SnapshotModel model,
      Deliveries deliveries,
      Duration timeout,
      Consumer<Runnable> mail,
      Consumer<SnapshotReport> done) {
    this.model = model;
    this.deliveries = deliveries;
    this.timeout = timeout;
    this.mail = mail;
    this.done = done;
  }

  /** Whether a further snapshot would push one out. */
  boolean isFull() {
    return waiting != null;
  }

  /** Whether there is nothing to do. */
  boolean isIdle() {
    return !running && waiting == null;
  }

  /** Takes a snapshot; one that waits is left out for it. */
  void submit(GraphAssembly graph) {
    if (!running) {
      start(graph);
      return;
    }
    GraphAssembly before = waiting;
    waiting = graph;
    if (before != null) {
      done.accept(
          SnapshotReport.not(
              before.id(),
              before.timeMicros(),
              Outcome.SKIPPED,
              "snapshots come faster than they are computed; %s makes the stream wait, a larger %s makes them rarer"
                  .formatted(
                      SnapshotOptions.OVERRUN.key() + ": wait", SnapshotOptions.INTERVAL.key())));
    }
  }

  @Override
  public void close() {
    alarm.shutdownNow();
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A snapshot still computes {} s after it was told to end", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(GraphAssembly graph) {
    running = true;
    worker.execute(
        () -> {
          Limit limit = new Limit(Thread.currentThread());
          if (!timeout.isZero()) {
            alarm.schedule(limit::exceeded, timeout.toMillis(), TimeUnit.MILLISECONDS);
          }
          SnapshotReport report = run(graph, limit);
          mail.accept(() -> finished(report));
        });
  }

  /** The time limit of one snapshot: interrupts its thread, but not after the snapshot's end. */
  private static final class Limit {
    private final Thread thread;
    private boolean ended;
    private boolean exceeded;

    Limit(Thread thread) {
      this.thread = thread;
    }

    synchronized void exceeded() {
      if (!ended) {
        exceeded = true;
        thread.interrupt();
      }
    }

    synchronized boolean wasExceeded() {
      return exceeded;
    }

    /** Ends the limit; gives whether it was exceeded. */
    synchronized boolean end() {
      if (!ended && exceeded) {
        // Ours must not hit the next snapshot, nor the writing of this one.
        boolean unused = Thread.interrupted();
      }
      ended = true;
      return exceeded;
    }
  }

  private void finished(SnapshotReport report) {
    running = false;
    GraphAssembly next = waiting;
    waiting = null;
    if (next != null) {
      start(next);
    }
    done.accept(report);
  }

  private SnapshotReport run(GraphAssembly graph, Limit limit) {
    long start = System.nanoTime();
    try (GraphAssembly.Sorted sorted = graph.sorted()) {
      long built = System.nanoTime();
      EmbeddingSnapshot snapshot =
          model.embed(graph.id(), graph.timeMicros(), sorted.names(), sorted.graph());
      long embedded = System.nanoTime();
      if (limit.end() || Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted before it was published");
      }
      deliveries.publish(snapshot);
      return new SnapshotReport(
          graph.id(),
          graph.timeMicros(),
          Outcome.COMPLETE,
          graph.nodes(),
          graph.edges(),
          sorted.graph().bytes(),
          model.device(),
          millis(start, built),
          millis(built, embedded),
          millis(embedded, System.nanoTime()),
          "");
    } catch (CancellationException e) {
      boolean timedOut = limit.wasExceeded();
      return failed(
          graph,
          timedOut ? Outcome.TIMED_OUT : Outcome.FAILED,
          timedOut
              ? "given up after %d ms (%s)"
                  .formatted(timeout.toMillis(), SnapshotOptions.TIMEOUT.key())
              : String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // The job goes on: the next snapshot may succeed, and the stream needs none.
      LOG.error("Snapshot {} failed", graph.id(), e);
      return failed(graph, Outcome.FAILED, e.toString());
    } finally {
      limit.end();
    }
  }

  private static SnapshotReport failed(GraphAssembly graph, Outcome outcome, String reason) {
    return new SnapshotReport(
        graph.id(),
        graph.timeMicros(),
        outcome,
        graph.nodes(),
        graph.edges(),
        0,
        "",
        0,
        0,
        0,
        reason);
  }

  private static long millis(long from, long to) {
    return TimeUnit.NANOSECONDS.toMillis(to - from);
  }

  private static ThreadFactory named(String name) {
    return runnable -> {
      Thread thread = new Thread(runnable, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
