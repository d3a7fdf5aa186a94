package io.eddy.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.RandomParameters;
import io.eddy.model.ranker.RankerParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleTest {
  private final RankerParameters parameters =
      RandomParameters.of(3, RankerFeatures.size(), 64, 32, 1);

  @TempDir Path folder;

  @Test
  void aBundleComesBackAsItWasWritten() {
    Bundle written = Bundle.write(folder, manifest(), parameters);
    Bundle read = Bundle.load(folder);
    assertThat(read.manifest()).isEqualTo(written.manifest());
    assertThat(read.sha256()).isEqualTo(written.sha256());
    assertThat(read.parameters()).usingRecursiveComparison().isEqualTo(parameters);
    assertThat(read.manifest().files()).containsOnlyKeys(Bundle.PARAMETERS);
  }

  @Test
  void settingsChosenFromGapsKeepTheirFingerprint() {
    RankerSettings chosen =
        RankerSettings.fromGaps(
            new long[] {1_234_567, 77}, new long[] {5, 91_919_191_919L}, 1L << 50);
    Manifest manifest = manifest(chosen, RankerFeatures.fingerprint(chosen));
    Bundle.write(folder, manifest, parameters);
    assertThat(Bundle.load(folder).manifest().features().settings()).isEqualTo(chosen);
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Bundle.write(folder, manifest(), parameters);
    Path file = folder.resolve(Bundle.PARAMETERS);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Bundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(Bundle.PARAMETERS)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void aManifestWithoutItsPartsIsRefused() throws IOException {
    Bundle.write(folder, manifest(), parameters);
    Path file = folder.resolve(Bundle.MANIFEST);
    String whole = Files.readString(file);
    Files.writeString(file, "null");
    assertThatThrownBy(() -> Bundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("null");
    Files.writeString(
        file, whole.replaceFirst("\"features\" : (?s).*\"data\"", "\"features\" : null, \"data\""));
    assertThatThrownBy(() -> Bundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("features are missing");
  }

  @Test
  void parametersThatAreNoNumbersOrOfAnotherWidthAreRefused() {
    RankerParameters narrow = RandomParameters.of(3, 5, 4, 1);
    Bundle.write(folder, manifest(), narrow);
    assertThatThrownBy(() -> Bundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("network of 5 features");
    float[] weights = {1, Float.NaN};
    assertThatThrownBy(() -> new DenseLayer(2, 1, weights, new float[1]))
        .hasMessageContaining("weight 1 of a layer is NaN");
  }

  @Test
  void otherFeaturesAreRefused() {
    Bundle.write(folder, manifest(RankerSettings.wikipedia(), "0000"), parameters);
    assertThatThrownBy(() -> Bundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("fingerprint 0000")
        .hasMessageContaining("eddy train ranker");
  }

  @Test
  void aFolderWithoutAManifestIsRefused() {
    assertThatThrownBy(() -> Bundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("is no bundle")
        .hasMessageContaining(Bundle.MANIFEST);
  }

  @Test
  void whatIsNoManifestIsRefused() throws IOException {
    for (String text : List.of("{", "[]", "{}", "{\"kind\": \"ranker\"}")) {
      Files.writeString(folder.resolve(Bundle.MANIFEST), text);
      assertThatThrownBy(() -> Bundle.load(folder))
          .as(text)
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("is no manifest");
    }
  }

  @Test
  void anotherKindIsRefused() throws IOException {
    Bundle.write(folder, manifest(), parameters);
    Path file = folder.resolve(Bundle.MANIFEST);
    Files.writeString(file, Files.readString(file).replace("\"ranker\"", "\"tgn\""));
    assertThatThrownBy(() -> Bundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("kind 'tgn'");
  }

  private static Manifest manifest() {
    RankerSettings settings = RankerSettings.wikipedia();
    return manifest(settings, RankerFeatures.fingerprint(settings));
  }

  private static Manifest manifest(RankerSettings settings, String fingerprint) {
    return new Manifest(
        Manifest.RANKER,
        Manifest.FORMAT,
        "0.1.0",
        List.of(RankerFeatures.size(), 64, 32, 1),
        new Manifest.Features(fingerprint, settings, RankerFeatures.names()),
        new Manifest.Data("own", 100, 10, List.of(0.7, 0.85), 5_000_000L),
        new Manifest.Training(1, 3, 2, 60, 128),
        List.of(new Manifest.Metric("test", "per-event", null, 15, 0.5, 0.25)),
        Map.of());
  }
}
