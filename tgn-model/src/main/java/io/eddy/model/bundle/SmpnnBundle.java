package io.eddy.model.bundle;

import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArraysLayout;
import java.nio.file.Path;
import java.util.Map;

/**
 * A trained scalable message passing network with its manifest. On disk it is a folder of {@value
 * Bundle#MANIFEST} and {@value Bundle#PARAMETERS}, as the other kinds are. Immutable.
 *
 * @param manifest what it is
 * @param parameters what training found
 * @param sha256 of the manifest, and so of all that it names
 */
public record SmpnnBundle(SmpnnManifest manifest, SmpnnParameters parameters, String sha256) {

  /** A short name of this very bundle, for the records it makes: as {@link Bundle#version()}. */
  public String version() {
    return sha256.substring(0, Bundle.VERSION_LENGTH);
  }

  /**
   * Writes a bundle; the checksums of the manifest are computed here. The manifest comes last, so a
   * folder that has one is complete.
   *
   * @throws BundleException if the folder cannot be written
   */
  public static SmpnnBundle write(Path folder, SmpnnManifest manifest, SmpnnParameters parameters) {
    byte[] bytes = BundleFolder.bytes(parameters.arrays(), NamedArraysLayout.INSTANCE);
    SmpnnManifest complete = manifest.withFiles(Map.of(Bundle.PARAMETERS, Checksums.sha256(bytes)));
    byte[] json = new BundleFolder(folder).write(complete, Map.of(Bundle.PARAMETERS, bytes));
    return new SmpnnBundle(complete, parameters, Checksums.sha256(json));
  }

  /**
   * Reads a bundle and checks that it is whole.
   *
   * @throws BundleException if it is no bundle of a scalable message passing network, is damaged,
   *     or its parameters are not those of its settings
   */
  public static SmpnnBundle load(Path folder) {
    BundleFolder files = new BundleFolder(folder);
    byte[] json = files.manifest();
    SmpnnManifest manifest =
        files.parse(json, SmpnnManifest.class, SmpnnManifest.SMPNN, SmpnnManifest.FORMAT);
    NamedArrays arrays =
        files.read(Bundle.PARAMETERS, manifest.files(), NamedArraysLayout.INSTANCE);
    try {
      SmpnnParameters parameters = new SmpnnParameters(manifest.settings(), arrays);
      return new SmpnnBundle(manifest, parameters, Checksums.sha256(json));
    } catch (IllegalArgumentException e) {
      throw new BundleException("bundle '%s': %s".formatted(folder, e.getMessage()), e);
    }
  }
}
