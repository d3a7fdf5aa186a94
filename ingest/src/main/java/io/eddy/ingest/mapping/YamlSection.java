package io.eddy.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.eddy.config.Option;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a YAML file that notes every mistake instead of stopping at the first. A getter
 * that noted a mistake returns a stand-in, which nobody sees because reading the file then fails.
 */
final class YamlSection {
  private final String origin;
  private final String path;
  private final JsonNode node;
  private final List<String> problems;

  YamlSection(String origin, String path, JsonNode node, List<String> problems) {
    this.origin = origin;
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  /** Notes a mistake at a key of this section. */
  void problem(String key, String what) {
    problems.add(origin + ": " + at(key) + ": " + what);
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** Notes every key that is none of these. */
  void allow(String... keys) {
    Set<String> allowed = new LinkedHashSet<>(List.of(keys));
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!allowed.contains(key)) {
                problem(key, "no such key; allowed are " + String.join(", ", allowed));
              }
            });
  }

  boolean isSection(String key) {
    return node.path(key).isObject();
  }

  /** The mapping under a key; empty where the key is absent. */
  YamlSection section(String key) {
    JsonNode child = node.path(key);
    if (!child.isObject() && !child.isMissingNode()) {
      problem(key, "'" + shown(child) + "' must be a mapping of keys");
    }
    return new YamlSection(origin, at(key), child, problems);
  }

  /** The mappings in the list under a key. */
  List<YamlSection> sections(String key) {
    List<YamlSection> sections = new ArrayList<>();
    if (!node.path(key).isArray()) {
      problem(key, "a list is required");
      return sections;
    }
    int index = 0;
    for (JsonNode child : node.path(key)) {
      String name = key + "[" + index++ + "]";
      if (child.isObject()) {
        sections.add(new YamlSection(origin, at(name), child, problems));
      } else {
        problem(name, "'" + shown(child) + "' must be a mapping of keys");
      }
    }
    return sections;
  }

  /** Required text. */
  String text(String key) {
    String text = optionalText(key);
    if (text == null) {
      if (!node.has(key)) {
        problem(key, "is required");
      }
      return "";
    }
    return text;
  }

  /** The name of a field: required, a dotted path without empty parts. */
  String field(String key) {
    String field = text(key);
    if (!field.isEmpty()) {
      checkField(key, field);
    }
    return field;
  }

  /** Names of fields, at least one. */
  List<String> fields(String key) {
    List<String> fields = texts(key);
    fields.forEach(field -> checkField(key, field));
    return fields;
  }

  private void checkField(String key, String field) {
    if (Stream.of(field.split("\\.", -1)).anyMatch(String::isBlank)) {
      problem(key, "'" + field + "' is no field name; expected a name or a path such as a.b");
    }
  }

  /** Different words, at least one. */
  List<String> texts(String key) {
    JsonNode list = node.path(key);
    if (!list.isArray() || list.isEmpty()) {
      problem(key, "a list with at least one entry is required");
      return List.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode entry : list) {
      String text = entry.asText();
      if (!entry.isValueNode() || entry.isNull() || text.isEmpty()) {
        problem(key, "'" + shown(entry) + "' must be text");
      } else if (!texts.add(text)) {
        problem(key, "'" + text + "' is there twice");
      }
    }
    return List.copyOf(texts);
  }

  @Nullable String optionalText(String key) {
    JsonNode child = node.path(key);
    if (child.isMissingNode()) {
      return null;
    }
    if (!child.isValueNode() || child.isNull() || child.asText().isEmpty()) {
      problem(key, "'" + shown(child) + "' must be text");
      return null;
    }
    return child.asText();
  }

  /** A whole number within bounds, or the given one where the key is absent. */
  int integer(String key, int min, int max, @Nullable Integer absent) {
    JsonNode child = node.path(key);
    if (child.isMissingNode() && absent != null) {
      return absent;
    }
    if (!child.isIntegralNumber() || child.asLong() < min || child.asLong() > max) {
      problem(key, "'%s' must be a whole number from %d to %d".formatted(shown(child), min, max));
      return min;
    }
    return child.intValue();
  }

  /** An enum constant in lower case with hyphens, or the given one where the key is absent. */
  <E extends Enum<E>> E choice(String key, Class<E> type, @Nullable E absent) {
    E[] all = type.getEnumConstants();
    JsonNode child = node.path(key);
    if (child.isMissingNode() && absent != null) {
      return absent;
    }
    for (E constant : all) {
      if (Option.spelled(constant).equals(child.asText())) {
        return constant;
      }
    }
    String allowed = Stream.of(all).map(Option::spelled).collect(Collectors.joining(", "));
    problem(
        key,
        child.isMissingNode()
            ? "is required: one of " + allowed
            : "'%s' is none of %s".formatted(shown(child), allowed));
    return all[0];
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "" : node.isValueNode() ? node.asText() : node.toString();
  }
}
