package io.eddy.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values a user gave, by key, each with where it came from.
 *
 * <p>Immutable. Values are text until an {@link Option} reads them. Call {@link #validate} once at
 * start; after that {@link #get} does not fail for the validated options.
 */
public final class Settings {
  /** A value and its origin, for example {@code eddy.yaml} or {@code -D}. */
  record Entry(String text, String origin) {}

  private final Map<String, Entry> entries;

  private Settings(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** No values: every option takes its default. */
  public static Settings empty() {
    return new Settings(Map.of());
  }

  /** These settings with further ones laid over them. */
  public Settings with(Map<String, String> overrides, String origin) {
    Map<String, Entry> merged = new TreeMap<>(entries);
    overrides.forEach((key, text) -> merged.put(key, new Entry(text, origin)));
    return new Settings(merged);
  }

  /** These settings with one more laid over them by the program itself. */
  public <T> Settings with(Option<T> option, String text) {
    return with(Map.of(option.key(), text), "eddy");
  }

  /** These settings less those whose key starts with a prefix. */
  public Settings without(String prefix) {
    Map<String, Entry> rest = new TreeMap<>(entries);
    rest.keySet().removeIf(key -> key.startsWith(prefix));
    return new Settings(rest);
  }

  /** Whether the user gave this option. */
  public boolean has(Option<?> option) {
    return entries.containsKey(option.key());
  }

  /**
   * The value of an option, or its default.
   *
   * @throws InvalidSettingsException if the value is not one of the option's, or a required one is
   *     missing
   */
  public <T> T get(Option<T> option) {
    Entry entry = entries.get(option.key());
    String text =
        entry != null
            ? entry.text()
            : option
                .defaultText()
                .orElseThrow(() -> new InvalidSettingsException(List.of(missing(option))));
    try {
      return option.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingsException(
          List.of(problem(option, text, entry == null ? "default" : entry.origin(), e)));
    }
  }

  /** The value of an option where the user gave it or it has a default. */
  public <T> Optional<T> find(Option<T> option) {
    return has(option) || option.defaultText().isPresent()
        ? Optional.of(get(option))
        : Optional.empty();
  }

  /** What is wrong with the value of an option, if anything is. */
  public Optional<String> problem(Option<?> option) {
    try {
      find(option);
      return Optional.empty();
    } catch (InvalidSettingsException e) {
      return Optional.of(String.join("; ", e.problems()));
    }
  }

  /** Every value the user gave, by key. */
  public Map<String, String> asMap() {
    Map<String, String> map = new TreeMap<>();
    entries.forEach((key, entry) -> map.put(key, entry.text()));
    return map;
  }

  /**
   * Checks every value against the known options, and that every required one is there.
   *
   * @return one line a problem; empty if all is well
   */
  public List<String> problems(Collection<Option<?>> known) {
    List<String> problems = new ArrayList<>();
    Map<String, Option<?>> byKey = new TreeMap<>();
    known.forEach(option -> byKey.put(option.key(), option));
    entries.forEach(
        (key, entry) -> {
          Option<?> option = byKey.get(key);
          if (option == null) {
            problems.add(
                "%s (from %s): no such option%s"
                    .formatted(key, entry.origin(), Spelling.suggestion(key, byKey.keySet())));
            return;
          }
          try {
            option.parse(entry.text());
          } catch (IllegalArgumentException e) {
            problems.add(problem(option, entry.text(), entry.origin(), e));
          }
        });
    known.stream()
        .filter(option -> !has(option) && option.defaultText().isEmpty())
        .forEach(option -> problems.add(missing(option)));
    return problems;
  }

  /**
   * Checks every value against the known options, and that every required one is there.
   *
   * @throws InvalidSettingsException listing all problems at once
   */
  public void validate(Collection<Option<?>> known) {
    List<String> problems = problems(known);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  private static String missing(Option<?> option) {
    return "%s is required: %s".formatted(option.key(), option.description());
  }

  private static String problem(
      Option<?> option, String text, String origin, IllegalArgumentException cause) {
    String reason =
        cause instanceof NumberFormatException ? "expected " + option.type() : cause.getMessage();
    return "%s: '%s' (from %s): %s".formatted(option.key(), text, origin, reason);
  }
}
