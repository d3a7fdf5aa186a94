package io.eddy.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.RankerParametersLayout;
import io.eddy.model.ranker.RankerPredictor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A trained link ranker with its manifest. On disk it is a folder of {@value #MANIFEST} and {@value
 * #PARAMETERS}, which holds the standardisation too. Immutable.
 */
public final class Bundle {
  /** Name of the manifest in the folder. */
  public static final String MANIFEST = "manifest.json";

  /** Name of the file of parameters in the folder. */
  public static final String PARAMETERS = "parameters.bin";

  private static final int VERSION_LENGTH = 12;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private final Manifest manifest;
  private final RankerParameters parameters;
  private final String sha256;

  private Bundle(Manifest manifest, RankerParameters parameters, String sha256) {
    this.manifest = manifest;
    this.parameters = parameters;
    this.sha256 = sha256;
  }

  /** What it is. */
  public Manifest manifest() {
    return manifest;
  }

  /** What training found. */
  public RankerParameters parameters() {
    return parameters;
  }

  /** SHA-256 of the manifest, and so of all that it names. */
  public String sha256() {
    return sha256;
  }

  /** A short name of this very bundle: the first characters of {@link #sha256()}. */
  public String version() {
    return sha256.substring(0, VERSION_LENGTH);
  }

  /** A new predictor; each thread needs its own. */
  public RankerPredictor predictor() {
    return new RankerPredictor(parameters);
  }

  /**
   * Writes a bundle; the checksums of the manifest are computed here. The manifest comes last, so a
   * folder that has one is complete.
   *
   * @throws BundleException if the folder cannot be written
   */
  public static Bundle write(Path folder, Manifest manifest, RankerParameters parameters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      RankerParametersLayout.INSTANCE.write(parameters, new DataOutputStream(bytes));
      Manifest complete =
          manifest.withFiles(Map.of(PARAMETERS, Checksums.sha256(bytes.toByteArray())));
      byte[] json = JSON.writeValueAsBytes(complete);
      Files.createDirectories(folder);
      replace(folder.resolve(PARAMETERS), bytes.toByteArray());
      replace(folder.resolve(MANIFEST), json);
      return new Bundle(complete, parameters, Checksums.sha256(json));
    } catch (IOException e) {
      throw new BundleException("cannot write the bundle '%s': %s".formatted(folder, e), e);
    }
  }

  /**
   * Reads a bundle and checks that it is whole and fits this release.
   *
   * @throws BundleException if it is no bundle, is damaged, or was trained on other features
   */
  public static Bundle load(Path folder) {
    byte[] json = read(folder, MANIFEST);
    Manifest manifest = manifest(folder, json);
    byte[] bytes = checked(folder, manifest, PARAMETERS);
    RankerParameters parameters;
    try {
      parameters =
          RankerParametersLayout.INSTANCE.read(
              new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (CorruptLayoutException e) {
      throw new BundleException("bundle '%s': %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw new BundleException("cannot read the bundle '%s': %s".formatted(folder, e), e);
    }
    return new Bundle(manifest, parameters, Checksums.sha256(json));
  }

  private static Manifest manifest(Path folder, byte[] json) {
    Manifest manifest;
    try {
      manifest = JSON.readValue(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "'%s' is no manifest of a bundle: %s"
              .formatted(folder.resolve(MANIFEST), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new BundleException("cannot read the bundle '%s': %s".formatted(folder, e), e);
    }
    if (!manifest.kind().equals(Manifest.RANKER) || manifest.format() != Manifest.FORMAT) {
      throw new BundleException(
          "bundle '%s' is of kind '%s' and format %d, but this release reads kind '%s' and format %d"
              .formatted(
                  folder, manifest.kind(), manifest.format(), Manifest.RANKER, Manifest.FORMAT));
    }
    String expected = RankerFeatures.fingerprint(manifest.features().settings());
    if (!manifest.features().fingerprint().equals(expected)) {
      throw new BundleException(
          "bundle '%s' was trained on features of fingerprint %s (release %s), but this release computes %s from its settings; train it anew with: eddy train ranker"
              .formatted(folder, manifest.features().fingerprint(), manifest.release(), expected));
    }
    return manifest;
  }

  private static byte[] checked(Path folder, Manifest manifest, String name) {
    String expected = manifest.files().get(name);
    if (expected == null) {
      throw new BundleException(
          "the manifest of bundle '%s' names no file '%s'; it lists: %s"
              .formatted(folder, name, String.join(", ", manifest.files().keySet())));
    }
    byte[] bytes = read(folder, name);
    String found = Checksums.sha256(bytes);
    if (!found.equals(expected)) {
      throw new BundleException(
          "'%s' has SHA-256 %s, but its manifest says %s: the file is damaged or of another bundle; copy the bundle again"
              .formatted(folder.resolve(name), found, expected));
    }
    return bytes;
  }

  private static byte[] read(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          "'%s' is no bundle: there is no file '%s'; make one with: eddy train ranker --out %s"
              .formatted(folder, name, folder));
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
