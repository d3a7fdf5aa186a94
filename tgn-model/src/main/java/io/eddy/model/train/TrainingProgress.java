package io.eddy.model.train;

/** Told how a training goes, on the thread that trains. */
public interface TrainingProgress {
  /** Tells nobody. */
  TrainingProgress NONE = new TrainingProgress() {};

  /** So many events of so many were replayed, to take down rows of features. */
  default void replayed(long done, long total) {}

  /** Training goes on after an epoch that an earlier run finished. */
  default void resumed(EpochResult last) {}

  /** A step was made; {@code loss} is the mean over the last hundred steps. */
  default void step(int epoch, int step, int steps, double loss) {}

  /** So many events of so many were looked up for the validation MRR of an epoch. */
  default void validated(int epoch, long done, long total) {}

  /** An epoch is over. */
  default void epoch(EpochResult result) {}
}
