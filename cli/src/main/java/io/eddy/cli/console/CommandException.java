package io.eddy.cli.console;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked to; the message is for the user and says what to do. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The reason in words for the user. */
  public CommandException(String message) {
    this(message, null);
  }

  /** The reason in words for the user, and the error behind it. */
  public CommandException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
