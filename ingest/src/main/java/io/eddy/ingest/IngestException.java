package io.eddy.ingest;

import org.jspecify.annotations.Nullable;

/** Ingest cannot start or go on; the message says what is wrong and what to do. */
public final class IngestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and the cause where there is one. */
  public IngestException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
