package io.eddy.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Reads and writes the files of a bundle of any kind. */
final class BundleFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private final Path folder;

  BundleFolder(Path folder) {
    this.folder = folder;
  }

  /** A value in its layout. */
  static <T> byte[] bytes(T value, Layout<T> layout) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      layout.write(value, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new BundleException("cannot lay out %s: %s".formatted(layout.name(), e), e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes the files and then the manifest, so a folder that has one is complete.
   *
   * @return the manifest's bytes
   */
  byte[] write(Object manifest, Map<String, byte[]> files) {
    try {
      byte[] json = JSON.writeValueAsBytes(manifest);
      Files.createDirectories(folder);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        replace(folder.resolve(file.getKey()), file.getValue());
      }
      replace(folder.resolve(Bundle.MANIFEST), json);
      return json;
    } catch (IOException e) {
      throw new BundleException("cannot write the bundle '%s': %s".formatted(folder, e), e);
    }
  }

  /** The manifest's bytes. */
  byte[] manifest() {
    return read(Bundle.MANIFEST);
  }

  /** The kind that a manifest states; empty where it states none. */
  String kind(byte[] json) {
    try {
      return JSON.readTree(json).path("kind").asText();
    } catch (IOException e) {
      throw new BundleException(
          "'%s' is no manifest of a bundle: %s".formatted(folder.resolve(Bundle.MANIFEST), e), e);
    }
  }

  /** The manifest, if it is of a kind and format that the caller reads. */
  <T> T parse(byte[] json, Class<T> type, String kind, int format) {
    return parse(json, type, kind, format, format);
  }

  /** The manifest, if it is of a kind and one of the formats that the caller reads. */
  <T> T parse(byte[] json, Class<T> type, String kind, int oldest, int newest) {
    try {
      JsonNode tree = JSON.readTree(json);
      if (tree.path("kind").isTextual()
          && tree.path("format").isInt()
          && !(tree.path("kind").textValue().equals(kind)
              && tree.path("format").intValue() >= oldest
              && tree.path("format").intValue() <= newest)) {
        throw new BundleException(
            "bundle '%s' is of kind '%s' and format %d, but here kind '%s' and format %s are read"
                .formatted(
                    folder,
                    tree.path("kind").textValue(),
                    tree.path("format").asInt(),
                    kind,
                    oldest == newest ? oldest : oldest + " to " + newest));
      }
      addWhatOlderReleasesDidNotWrite(tree);
      T manifest = JSON.treeToValue(tree, type);
      if (manifest == null) {
        throw new BundleException(
            "'%s' holds no manifest but null".formatted(folder.resolve(Bundle.MANIFEST)));
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "'%s' is no manifest of a bundle: %s"
              .formatted(folder.resolve(Bundle.MANIFEST), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new BundleException("cannot read the bundle '%s': %s".formatted(folder, e), e);
    }
  }

  /** Networks had no waves at first. */
  private static void addWhatOlderReleasesDidNotWrite(JsonNode tree) {
    for (String name : List.of("settings", "network")) {
      if (tree.path(name) instanceof ObjectNode network
          && network.has("neighbourMemory")
          && !network.has("waves")) {
        network.putNull("waves");
      }
    }
  }

  /** A file that the manifest names, checked and read. */
  <T> T read(String name, Map<String, String> checksums, Layout<T> layout) {
    byte[] bytes = checked(name, checksums);
    try {
      return layout.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (CorruptLayoutException e) {
      throw new BundleException("bundle '%s': %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw new BundleException("cannot read the bundle '%s': %s".formatted(folder, e), e);
    }
  }

  private byte[] checked(String name, Map<String, String> checksums) {
    String expected = checksums.get(name);
    if (expected == null) {
      throw new BundleException(
          "the manifest of bundle '%s' names no file '%s'; it lists: %s"
              .formatted(folder, name, String.join(", ", checksums.keySet())));
    }
    byte[] bytes = read(name);
    String found = Checksums.sha256(bytes);
    if (!found.equals(expected)) {
      throw new BundleException(
          "'%s' has SHA-256 %s, but its manifest says %s: the file is damaged or of another bundle; copy the bundle again"
              .formatted(folder.resolve(name), found, expected));
    }
    return bytes;
  }

  private byte[] read(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          "'%s' is no bundle: there is no file '%s'; `eddy train` makes them (--out DIR)"
              .formatted(folder, name));
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BundleException("cannot read '%s': %s".formatted(file, e), e);
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
