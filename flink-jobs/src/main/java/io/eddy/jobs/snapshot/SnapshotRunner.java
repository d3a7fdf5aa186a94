package io.eddy.jobs.snapshot;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.snapshot.SnapshotReport.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
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
 * Computes snapshots beside the stream, as many at a time as there are devices, each in a thread of
 * its own; one more may wait. They are published one after the other in the order in which they
 * came, whichever is computed first: so no store is offered an older snapshot after a newer one.
 *
 * <p>Its methods are called by one thread, and so is {@code done}, through {@code mail}.
 */
final class SnapshotRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRunner.class);
  private static final long PATIENCE_SECONDS = 10;

  private final Consumer<EmbeddingSnapshot> publish;
  private final Duration timeout;
  private final Consumer<Runnable> mail;
  private final Consumer<SnapshotReport> done;
  private final ExecutorService workers;
  private final ScheduledExecutorService alarm =
      Executors.newSingleThreadScheduledExecutor(named("eddy-snapshot-timeout"));

  private final int devices;
  private final Deque<GraphEmbedder> idle;
  private @Nullable GraphAssembly waiting;

  /** Ends when the snapshot that was started last has been published, or never will be. */
  private CountDownLatch lastPublished = new CountDownLatch(0);

  /**
   * A runner with nothing to do.
   *
   * @param devices computes; one at least
   * @param publish makes a snapshot visible; called by one thread at a time
   * @param timeout after which a snapshot is given up, if it is not computed; zero for never
   * @param mail brings work to the thread that owns this
   * @param done hears the end of each snapshot, on that thread
   */
  SnapshotRunner(
      List<? extends GraphEmbedder> devices,
      Consumer<EmbeddingSnapshot> publish,
      Duration timeout,
      Consumer<Runnable> mail,
      Consumer<SnapshotReport> done) {
    this.devices = devices.size();
    this.idle = new ArrayDeque<>(devices);
    this.workers = Executors.newFixedThreadPool(devices.size(), named("eddy-snapshot"));
    this.publish = publish;
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
    return idle.size() == devices && waiting == null;
  }

  /** Takes a snapshot; one that waits is left out for it. */
  void submit(GraphAssembly graph) {
    if (!idle.isEmpty()) {
      start(graph);
      return;
    }
    GraphAssembly before = waiting;
    waiting = graph;
    if (before != null) {
      done.accept(
          SnapshotReport.skipped(
              before,
              "snapshots come faster than they are computed; %s makes the stream wait, a larger %s makes them rarer"
                  .formatted(
                      SnapshotOptions.OVERRUN.key() + ": wait", SnapshotOptions.INTERVAL.key())));
    }
  }

  @Override
  public void close() {
    alarm.shutdownNow();
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A snapshot still computes {} s after it was told to end", PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(GraphAssembly graph) {
    GraphEmbedder device = idle.removeFirst();
    CountDownLatch turn = lastPublished;
    CountDownLatch published = new CountDownLatch(1);
    lastPublished = published;
    workers.execute(
        () -> {
          Limit limit = new Limit(Thread.currentThread());
          if (!timeout.isZero()) {
            alarm.schedule(limit::exceeded, timeout.toMillis(), TimeUnit.MILLISECONDS);
          }
          SnapshotReport report;
          try {
            report = run(graph, device, limit, turn);
          } finally {
            published.countDown();
          }
          mail.accept(() -> finished(report, device));
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

  private void finished(SnapshotReport report, GraphEmbedder device) {
    idle.addLast(device);
    GraphAssembly next = waiting;
    waiting = null;
    if (next != null) {
      start(next);
    }
    done.accept(report);
  }

  private SnapshotReport run(
      GraphAssembly graph, GraphEmbedder device, Limit limit, CountDownLatch turn) {
    long start = System.nanoTime();
    try (GraphAssembly.Sorted sorted = graph.sorted()) {
      long built = System.nanoTime();
      EmbeddingSnapshot snapshot = device.embed(graph.id(), graph.timeMicros(), sorted);
      long embedded = System.nanoTime();
      if (limit.end()) {
        throw new CancellationException("interrupted before it was published");
      }
      turn.await();
      long turned = System.nanoTime();
      publish.accept(snapshot);
      return new SnapshotReport(
          graph.id(),
          graph.timeMicros(),
          Outcome.COMPLETE,
          graph.nodes(),
          graph.edges(),
          sorted.graph().bytes(),
          device.device(),
          millis(start, built),
          millis(built, embedded),
          millis(turned, System.nanoTime()),
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
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(graph, Outcome.FAILED, "interrupted before it was published");
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
