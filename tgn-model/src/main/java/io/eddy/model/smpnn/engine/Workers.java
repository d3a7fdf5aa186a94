package io.eddy.model.smpnn.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that share the rows of a matrix among them: each takes the next block when it is done
 * with one, so a hub's long row holds up one thread only. Results do not depend on who takes what.
 */
final class Workers implements AutoCloseable {
  /** Rows of a block: enough to make taking one cheap, few enough to share out a small graph. */
  static final int BLOCK = 128;

  /** Works on the rows [from, to); {@code worker} counts from 0 and has no other block now. */
  interface Task {
    void rows(int worker, int from, int to);
  }

  private final int threads;
  private final ExecutorService pool;

  Workers(int threads) {
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            runnable -> {
              Thread thread = new Thread(runnable, "smpnn-engine");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Works on all rows; returns when they are done.
   *
   * @throws CancellationException if the calling thread is interrupted
   */
  void run(int rows, Task task) {
    int blocks = (int) ((rows + (long) BLOCK - 1) / BLOCK);
    share(
        blocks,
        (worker, block) -> {
          int from = block * BLOCK;
          task.rows(worker, from, from + Math.min(rows - from, BLOCK));
        });
  }

  /** Works on so many numbered parts; else as {@link #run}. */
  void each(int parts, IntConsumer task) {
    share(parts, (worker, part) -> task.accept(part));
  }

  private interface Share {
    void part(int worker, int part);
  }

  private void share(int parts, Share task) {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> shares = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, parts); i++) {
      int worker = i;
      shares.add(
          () -> {
            for (int part = next.getAndIncrement();
                part < parts && !Thread.currentThread().isInterrupted();
                part = next.getAndIncrement()) {
              task.part(worker, part);
            }
            return null;
          });
    }
    try {
      for (Future<Void> share : pool.invokeAll(shares)) {
        share.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("embedding a graph was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread that embeds a graph failed", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
