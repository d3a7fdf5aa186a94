package io.eddy.cli.data;

import org.jspecify.annotations.Nullable;

/**
 * A data set that cannot be found, fetched or read; the message says which file or address, what
 * was expected and what was there.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public DataException(String message) {
    this(message, null);
  }

  /** What went wrong, and the cause where there is one. */
  public DataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
