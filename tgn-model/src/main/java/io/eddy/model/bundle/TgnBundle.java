package io.eddy.model.bundle;

import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArraysLayout;
import java.nio.file.Path;
import java.util.Map;

/**
 * A trained temporal graph network with its manifest. On disk it is a folder of {@value
 * Bundle#MANIFEST} and {@value Bundle#PARAMETERS}, as the other kinds are. Immutable.
 *
 * @param manifest what it is
 * @param parameters what training found
 * @param sha256 of the manifest, and so of all that it names
 */
public record TgnBundle(TgnManifest manifest, NamedArrays parameters, String sha256) {

  /**
   * Writes a bundle; the checksums of the manifest are computed here. The manifest comes last, so a
   * folder that has one is complete.
   *
   * @throws BundleException if the folder cannot be written
   */
  public static TgnBundle write(Path folder, TgnManifest manifest, NamedArrays parameters) {
    byte[] bytes = BundleFolder.bytes(parameters, NamedArraysLayout.INSTANCE);
    TgnManifest complete = manifest.withFiles(Map.of(Bundle.PARAMETERS, Checksums.sha256(bytes)));
    byte[] json = new BundleFolder(folder).write(complete, Map.of(Bundle.PARAMETERS, bytes));
    return new TgnBundle(complete, parameters, Checksums.sha256(json));
  }

  /** A short name of this very bundle: the first characters of its SHA-256. */
  public String version() {
    return Checksums.version(sha256);
  }

  /**
   * Reads a bundle and checks that it is whole.
   *
   * @throws BundleException if it is no bundle of a temporal graph network, or is damaged
   */
  public static TgnBundle load(Path folder) {
    BundleFolder files = new BundleFolder(folder);
    byte[] json = files.manifest();
    TgnManifest manifest =
        files.parse(
            json,
            TgnManifest.class,
            TgnManifest.TGN,
            TgnManifest.FORMAT,
            TgnManifest.FORMAT_OF_WAVES);
    NamedArrays parameters =
        files.read(Bundle.PARAMETERS, manifest.files(), NamedArraysLayout.INSTANCE);
    return new TgnBundle(manifest, parameters, Checksums.sha256(json));
  }
}
