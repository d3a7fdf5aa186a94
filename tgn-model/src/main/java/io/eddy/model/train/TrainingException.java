package io.eddy.model.train;

import org.jspecify.annotations.Nullable;

/** A training cannot be done, or not go on; the message says why and what to do. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong and what to do. */
  public TrainingException(String message) {
    this(message, null);
  }

  /** The same with its cause. */
  public TrainingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
