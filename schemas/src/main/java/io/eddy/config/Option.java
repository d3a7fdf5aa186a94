package io.eddy.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A typed, documented configuration key.
 *
 * <p>Declare options as constants: {@code Option.integer("eddy.parallelism", "...").check(n -> n >=
 * 1, "expected at least 1").defaultsTo("1")}. The default is given as the text a user would write,
 * so the documentation shows it verbatim. An option without a default is required.
 *
 * @param <T> type of the parsed value
 */
public final class Option<T> {
  private final String key;
  private final String type;
  private final String description;
  private final Function<String, T> parser;
  private final @Nullable String defaultText;

  private Option(
      String key,
      String type,
      String description,
      Function<String, T> parser,
      @Nullable String defaultText) {
    this.key = key;
    this.type = type;
    this.description = description;
    this.parser = parser;
    this.defaultText = defaultText;
  }

  /** Any text. */
  public static Option<String> string(String key, String description) {
    return new Option<>(key, "text", description, text -> text, null);
  }

  /** A whole number. */
  public static Option<Integer> integer(String key, String description) {
    return new Option<>(key, "integer", description, Integer::valueOf, null);
  }

  /** A number with a fraction, such as {@code 0.01}. */
  public static Option<Double> decimal(String key, String description) {
    return new Option<>(key, "number", description, Double::valueOf, null);
  }

  /** {@code true} or {@code false}. */
  public static Option<Boolean> bool(String key, String description) {
    return new Option<>(key, "true | false", description, Option::parseBoolean, null);
  }

  /** A non-negative duration: a number and one of ms, s, min, h, d. */
  public static Option<Duration> duration(String key, String description) {
    return new Option<>(key, "duration", description, Durations::parse, null);
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public static <E extends Enum<E>> Option<E> oneOf(
      String key, Class<E> constants, String description) {
    List<E> all = List.of(constants.getEnumConstants());
    String names = all.stream().map(Option::spelled).collect(Collectors.joining(" | "));
    return new Option<>(
        key,
        names,
        description,
        text ->
            all.stream()
                .filter(constant -> spelled(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of " + names)),
        null);
  }

  /** Comma-separated words. */
  public static Option<List<String>> words(String key, String description) {
    return new Option<>(
        key,
        "words, comma-separated",
        description,
        text -> Arrays.stream(text.split(",")).map(String::trim).filter(w -> !w.isEmpty()).toList(),
        null);
  }

  /** This option with a default, written as a user would write it. */
  public Option<T> defaultsTo(String text) {
    return new Option<>(key, type, description, parser, text);
  }

  /** This option refusing values for which {@code allowed} is false. */
  public Option<T> check(Predicate<T> allowed, String requirement) {
    Function<String, T> checked =
        text -> {
          T value = parser.apply(text);
          if (!allowed.test(value)) {
            throw new IllegalArgumentException(requirement);
          }
          return value;
        };
    return new Option<>(key, type, description, checked, defaultText);
  }

  /** The key, {@code eddy.…}. */
  public String key() {
    return key;
  }

  /** The type in words, for documentation. */
  public String type() {
    return type;
  }

  /** What the option does, for documentation. */
  public String description() {
    return description;
  }

  /** The default as a user would write it; empty for a required option. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  /**
   * Parses a value.
   *
   * @throws IllegalArgumentException if the text is not a value of this option
   */
  T parse(String text) {
    return parser.apply(text);
  }

  /** The text of an enum constant in configuration: lower case with hyphens. */
  public static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Boolean parseBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }
}
