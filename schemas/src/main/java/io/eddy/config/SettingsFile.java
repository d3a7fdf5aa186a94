package io.eddy.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a YAML file of {@code eddy.*} keys. Nested mappings and dotted keys are the same: {@code
 * eddy: {order: {bound: 5 s}}} and {@code eddy.order.bound: 5 s}. A list becomes comma-separated
 * words.
 */
public final class SettingsFile {
  private static final YAMLMapper YAML = new YAMLMapper();

  private SettingsFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidSettingsException if it is absent, unreadable or no YAML mapping
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
    flatten("", root, flat);
    return Settings.empty().with(flat, origin);
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    node.properties()
        .forEach(
            field -> {
              String key = prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject()) {
                flatten(key, value, into);
              } else if (value.isArray()) {
                into.put(key, String.join(",", value.valueStream().map(JsonNode::asText).toList()));
              } else {
                into.put(key, value.asText());
              }
            });
  }
}
