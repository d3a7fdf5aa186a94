package io.eddy.jobs.featurestore;

import org.jspecify.annotations.Nullable;

/** A feature store does not answer at present; the same call may succeed later. */
public class StoreUnavailableException extends FeatureStoreException {
  private static final long serialVersionUID = 1L;

  /** The reason in words for the user, and the error behind it. */
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
