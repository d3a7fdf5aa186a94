package io.eddy.config;

import java.util.Collection;
import java.util.Comparator;

/** Writes options as a Markdown table, for {@code docs/operations.md}. */
public final class OptionTable {
  private OptionTable() {}

  /** The table, sorted by key. */
  public static String markdown(Collection<Option<?>> options) {
    StringBuilder table =
        new StringBuilder("| key | type | default | meaning |\n| --- | --- | --- | --- |\n");
    options.stream()
        .sorted(Comparator.comparing(Option::key))
        .forEach(
            option ->
                table.append(
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            option.key(),
                            option.type().replace("|", "\\|"),
                            option
                                .defaultText()
                                .map(text -> text.isEmpty() ? "(empty)" : "`" + text + "`")
                                .orElse("(none)"),
                            option.description())));
    return table.toString();
  }
}
