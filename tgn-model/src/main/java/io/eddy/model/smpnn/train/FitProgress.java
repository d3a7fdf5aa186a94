package io.eddy.model.smpnn.train;

/** Told how a fitting goes, on the thread that fits. */
public interface FitProgress {
  /** Tells nobody. */
  FitProgress NONE = new FitProgress() {};

  /** It goes on after an epoch that an earlier run finished. */
  default void resumed(FitEpoch last) {}

  /** An epoch is over. */
  default void epoch(FitEpoch epoch) {}
}
