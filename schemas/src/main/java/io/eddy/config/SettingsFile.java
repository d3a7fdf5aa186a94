package io.eddy.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a YAML file of {@code eddy.*} keys. Nested mappings and dotted keys are the same: {@code
 * eddy: {order: {bound: 5 s}}} and {@code eddy.order.bound: 5 s}. A list becomes comma-separated
 * words. Each key has one value: none, two, or a nested list are mistakes.
 */
public final class SettingsFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private SettingsFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidSettingsException if it is absent, unreadable or no YAML mapping, or listing
   *     every key without a single value
   */
  public static Settings read(Path file) {
    String origin = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    JsonNode root;
    try {
      root = YAML.readTree(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new InvalidSettingsException(List.of("no configuration file at '" + file + "'"));
    } catch (JsonProcessingException e) {
      throw new InvalidSettingsException(
          List.of(
              "'%s' is no YAML: %s (line %d)"
                  .formatted(
                      file,
                      e.getOriginalMessage(),
                      e.getLocation() == null ? 0 : e.getLocation().getLineNr())));
    } catch (IOException e) {
      throw new InvalidSettingsException(List.of("cannot read '" + file + "': " + e.getMessage()));
    }
    if (root == null || root.isMissingNode() || root.isNull()) {
      return Settings.empty();
    }
    if (!root.isObject()) {
      throw new InvalidSettingsException(
          List.of("'" + file + "' must hold a mapping of eddy.* keys, not " + root.getNodeType()));
    }
    Map<String, String> flat = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    flatten("", root, flat, problems);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(
          problems.stream().map(problem -> "%s (from %s)".formatted(problem, origin)).toList());
    }
    return Settings.empty().with(flat, origin);
  }

  private static void flatten(
      String prefix, JsonNode node, Map<String, String> into, List<String> problems) {
    node.properties()
        .forEach(
            field -> {
              String key = prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject()) {
                flatten(key, value, into, problems);
              } else if (value.valueStream().anyMatch(JsonNode::isContainerNode)) {
                problems.add(key + ": a list may hold words only");
              } else if (value.isNull() || value.valueStream().anyMatch(JsonNode::isNull)) {
                problems.add(
                    key + ": no value: write one, '' for an empty text, or take the line out");
              } else if (into.put(key, text(value)) != null) {
                problems.add(key + ": given twice, as a dotted key and nested: keep one");
              }
            });
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? String.join(",", value.valueStream().map(JsonNode::asText).toList())
        : value.asText();
  }
}
