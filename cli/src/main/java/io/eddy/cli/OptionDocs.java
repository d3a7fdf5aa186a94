package io.eddy.cli;

import io.eddy.config.OptionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the option table of {@code docs/operations.md} in step with the code: rewrites what stands
 * between the two markers. Run its main with the file as argument, or the test with {@code
 * -Deddy.docs.write=true}.
 */
public final class OptionDocs {
  static final String BEGIN = "<!-- options: generated from the code, do not edit -->";
  static final String END = "<!-- end of options -->";

  private OptionDocs() {}

  /** Rewrites the table in the file that the only argument names. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected one argument, the path of operations.md");
    }
    Path file = Path.of(args[0]);
    Files.writeString(file, updated(Files.readString(file)));
  }

  /**
   * A document with the table of today's options between its markers.
   *
   * @throws IllegalArgumentException if a marker is missing
   */
  static String updated(String document) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "the document lacks the markers '%s' and '%s'".formatted(BEGIN, END));
    }
    return document.substring(0, begin + BEGIN.length())
        + "\n\n"
        + OptionTable.markdown(AllOptions.ALL)
        + "\n"
        + document.substring(end);
  }
}
