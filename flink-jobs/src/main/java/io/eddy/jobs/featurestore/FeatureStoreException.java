package io.eddy.jobs.featurestore;

import org.jspecify.annotations.Nullable;

/** A feature store refuses what was asked of it; waiting does not change that. */
public class FeatureStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The reason in words for the user, and the error behind it. */
  public FeatureStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
