package io.eddy.ingest.internal.decode;

/** Shows a value of a record in a sentence: in quotes, short, and without control characters. */
final class Quote {
  private static final int MAX_CHARS = 60;

  private Quote() {}

  static String of(Object value) {
    if (value instanceof Wrong wrong) {
      return wrong.what();
    }
    if (value instanceof float[] list) {
      return "a list of " + list.length + " numbers";
    }
    String text = value.toString();
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), MAX_CHARS); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    if (text.length() > MAX_CHARS) {
      quoted.append("…' (").append(text.length()).append(" characters)");
    } else {
      quoted.append('\'');
    }
    return quoted.toString();
  }
}
