package io.eddy.jobs.featurestore;

import org.jspecify.annotations.Nullable;

/**
 * A feature store refuses whoever asks. A running job waits, as for a store that is gone, so that
 * nothing is lost when somebody changes a password; at a start it is an error.
 */
public final class StoreAccessException extends StoreUnavailableException {
  private static final long serialVersionUID = 1L;

  /** The reason in words for the user, and the error behind it. */
  public StoreAccessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
