package io.eddy.config;

import java.util.List;

/** The configuration has problems; the message lists all of them, one a line. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** One line a problem. */
  public InvalidSettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line a problem: the key, the value, where it came from, what was expected. */
  public List<String> problems() {
    return problems;
  }
}
