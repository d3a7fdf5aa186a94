package io.eddy.jobs.loop;

import io.eddy.jobs.loop.program.DeferringProgram;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * When the work is done that a {@link DeferringProgram} puts off: when it is so much, after so many
 * milliseconds, and before anything that what is held must not fall behind: a watermark, a
 * checkpoint, waiting for room, the end of the input. Does nothing for other programs.
 */
final class DeferredWork<S, M, OUT> {
  private final @Nullable DeferringProgram<?, ?, ?, ?> program;
  private final @Nullable HeldEffects<S, M, OUT> held;
  private final int batch;
  private final long millis;
  private final ProcessingTimeService clock;
  private boolean timed;
  private boolean atOnce;

  /**
   * Work of a head.
   *
   * @param held null where the program puts nothing off
   * @param batch how much is put off at most between two events
   * @param millis wall-clock time after which it is done
   */
  DeferredWork(
      @Nullable DeferringProgram<?, ?, ?, ?> program,
      @Nullable HeldEffects<S, M, OUT> held,
      int batch,
      long millis,
      ProcessingTimeService clock) {
    this.program = program;
    this.held = held;
    this.batch = batch;
    this.millis = millis;
    this.clock = clock;
  }

  /** A call is over. */
  void called() throws Exception {
    if (atOnce || (held != null && held.isFull())) {
      complete();
    }
  }

  /** Between two events: completes what is enough, and sees to it that the rest does not wait. */
  void pause() throws Exception {
    if (held == null || held.isEmpty()) {
      return;
    }
    int putOff = program == null ? 0 : program.putOff();
    if (putOff == 0 || putOff >= batch) {
      complete();
    } else if (!timed) {
      timed = true;
      clock.registerTimer(
          clock.getCurrentProcessingTime() + millis,
          time -> {
            timed = false;
            complete();
          });
    }
  }

  /** From now on nothing is put off beyond its call. */
  void stopDeferring() throws Exception {
    complete();
    atOnce = true;
  }

  /** Does all of it. */
  void complete() throws Exception {
    if (program == null || held == null || held.isEmpty()) {
      return;
    }
    program.complete();
    held.release();
  }

  /** Whether something is put off. */
  boolean isPending() {
    return held != null && !held.isEmpty();
  }
}
