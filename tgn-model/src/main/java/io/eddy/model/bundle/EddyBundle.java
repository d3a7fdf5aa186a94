package io.eddy.model.bundle;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.model.eddy.EddyParameters;
import io.eddy.model.eddy.EddyParametersLayout;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArraysLayout;
import java.nio.file.Path;
import java.util.Map;

/**
 * The one model with its manifest. On disk it is a folder of {@value Bundle#MANIFEST}, {@value
 * Bundle#PARAMETERS} with towers and decoder, and {@value #NETWORK} with the temporal graph
 * network. Immutable.
 *
 * @param manifest what it is
 * @param network parameters of the temporal graph network
 * @param parameters towers and decoder
 * @param sha256 of the manifest, and so of all that it names
 */
public record EddyBundle(
    EddyManifest manifest, NamedArrays network, EddyParameters parameters, String sha256) {
  /** Name of the file of the network's parameters in the folder. */
  public static final String NETWORK = "network.bin";

  /**
   * Writes a bundle; the checksums of the manifest are computed here. The manifest comes last, so a
   * folder that has one is complete.
   *
   * @throws BundleException if the folder cannot be written
   */
  public static EddyBundle write(
      Path folder, EddyManifest manifest, NamedArrays network, EddyParameters parameters) {
    Map<String, byte[]> files =
        Map.of(
            NETWORK,
            BundleFolder.bytes(network, NamedArraysLayout.INSTANCE),
            Bundle.PARAMETERS,
            BundleFolder.bytes(parameters, EddyParametersLayout.INSTANCE));
    EddyManifest complete = manifest.withFiles(Checksums.sha256(files));
    byte[] json = new BundleFolder(folder).write(complete, files);
    return new EddyBundle(complete, network, parameters, Checksums.sha256(json));
  }

  /**
   * Reads a bundle and checks that it is whole and fits this release.
   *
   * @throws BundleException if it is no bundle of this kind, is damaged, or was trained on other
   *     features
   */
  public static EddyBundle load(Path folder) {
    BundleFolder files = new BundleFolder(folder);
    byte[] json = files.manifest();
    EddyManifest manifest =
        files.parse(json, EddyManifest.class, EddyManifest.EDDY, EddyManifest.FORMAT);
    String expected = RankerFeatures.fingerprint(manifest.features().settings());
    if (!manifest.features().fingerprint().equals(expected)) {
      throw new BundleException(
          "bundle '%s' was trained on features of fingerprint %s (release %s), but this release computes %s from its settings; train it anew with: eddy train eddy"
              .formatted(folder, manifest.features().fingerprint(), manifest.release(), expected));
    }
    EddyParameters parameters =
        files.read(Bundle.PARAMETERS, manifest.files(), EddyParametersLayout.INSTANCE);
    requireFitting(folder, manifest, parameters);
    NamedArrays network = files.read(NETWORK, manifest.files(), NamedArraysLayout.INSTANCE);
    return new EddyBundle(manifest, network, parameters, Checksums.sha256(json));
  }

  private static void requireFitting(
      Path folder, EddyManifest manifest, EddyParameters parameters) {
    int embedding = manifest.network().embeddingSize();
    int memory = manifest.network().memory();
    if (parameters.source().inputs() != embedding || parameters.card().inputs() != memory) {
      throw new BundleException(
          "bundle '%s' has towers for embeddings of %d numbers and memories of %d, but its network gives %d and %d"
              .formatted(
                  folder,
                  parameters.source().inputs(),
                  parameters.card().inputs(),
                  embedding,
                  memory));
    }
  }
}
