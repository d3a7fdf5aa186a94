package io.eddy.jobs.loop;

import java.io.Serializable;

/**
 * When a job fails by itself.
 *
 * @param where in the life of the job
 * @param times how often
 * @param seed decides how many results each attempt gets
 * @param upTo most results of an attempt that fails
 */
record Failures(Where where, int times, long seed, int upTo) implements Serializable {

  /** In the life of the job. */
  enum Where {
    NEVER,
    /** At a random result after a checkpoint. */
    RUNNING,
    /** At the first result inside the head's {@code endInput}. */
    END_OF_INPUT,
    /** At a random result inside the head's drain. */
    DRAIN,
    /** When the loop has drained and the operators behind it see the end of their input. */
    AFTER_DRAIN
  }

  static Failures none() {
    return new Failures(Where.NEVER, 0, 0, 0);
  }

  static Failures running(int times, long seed, int upTo) {
    return new Failures(Where.RUNNING, times, seed, upTo);
  }

  static Failures ending(Where where, int times, long seed) {
    return new Failures(where, times, seed, where == Where.DRAIN ? 200 : 0);
  }
}
