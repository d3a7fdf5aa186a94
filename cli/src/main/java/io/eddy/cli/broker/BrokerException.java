package io.eddy.cli.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start; the message says why and what to do. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The reason in words for the user. */
  public BrokerException(String message) {
    super(message);
  }

  /** The reason in words for the user, and the error behind it. */
  public BrokerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
