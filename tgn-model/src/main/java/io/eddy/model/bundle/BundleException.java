package io.eddy.model.bundle;

import org.jspecify.annotations.Nullable;

/** A bundle cannot be used or written; the message says why and what to do. */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with which bundle. */
  public BundleException(String message) {
    this(message, null);
  }

  /** What is wrong with which bundle, and what a reader stumbled over. */
  public BundleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
