package io.eddy.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.tgn.WaveWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TgnBundleTest {
  private static final TgnSettings SETTINGS =
      TgnSettings.builder(8)
          .optEdgeFeatures(2)
          .optNeighbours(4)
          .optOriginMicros(1_700_000_000_123_456L)
          .optTimeShift(1.25, 3e9)
          .build();

  @TempDir Path folder;

  @Test
  void aBundleComesBackAsItWasWritten() {
    NamedArrays parameters = parameters();
    TgnBundle written = TgnBundle.write(folder, manifest(), parameters);
    TgnBundle read = TgnBundle.load(folder);
    assertThat(read.manifest()).isEqualTo(written.manifest());
    assertThat(read.manifest().settings()).isEqualTo(SETTINGS);
    assertThat(read.sha256()).isEqualTo(written.sha256());
    assertThat(read.parameters()).usingRecursiveComparison().isEqualTo(parameters);
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    TgnBundle.write(folder, manifest(), parameters());
    Path file = folder.resolve(Bundle.PARAMETERS);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> TgnBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void aRankerIsRefusedAndSettingsThatCannotBeToo() throws IOException {
    TgnBundle.write(folder, manifest(), parameters());
    Path file = folder.resolve(Bundle.MANIFEST);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"tgn\"", "\"ranker\""));
    assertThatThrownBy(() -> TgnBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("kind 'ranker'");
    Files.writeString(file, text.replace("\"heads\" : 2", "\"heads\" : 3"));
    assertThatThrownBy(() -> TgnBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("heads = 3");
  }

  @Test
  void aBundleWithWavesComesBackAndHasAFormatOfItsOwn() {
    TgnSettings waving =
        SETTINGS.toBuilder()
            .optWaves(new WaveSettings(CellKind.GATED, Halting.ACT, 2, 4, 0.01f))
            .build();
    NamedArrays parameters = parameters(waving);
    assertThatThrownBy(() -> manifest(TgnManifest.FORMAT, waving))
        .hasMessage("format 1 for a network with waves; expected 2");
    TgnBundle.write(folder, manifest(TgnManifest.formatOf(waving), waving), parameters);
    TgnBundle read = TgnBundle.load(folder);
    assertThat(read.manifest().format()).isEqualTo(2);
    assertThat(read.manifest().settings()).isEqualTo(waving);
    assertThat(read.parameters()).usingRecursiveComparison().isEqualTo(parameters);
    assertThat(WaveWeights.of(waving, read.parameters()).speak().inputs()).isEqualTo(16);
  }

  @Test
  void aBundleOfAReleaseThatKnewNoWavesIsRead() throws IOException {
    TgnBundle.write(folder, manifest(), parameters());
    Path file = folder.resolve(Bundle.MANIFEST);
    String text = Files.readString(file);
    assertThat(text).contains("\"format\" : 1").contains("\"waves\" : null");
    Files.writeString(file, text.replaceFirst(",\\s*\"waves\" : null", ""));
    assertThat(TgnBundle.load(folder).manifest().settings()).isEqualTo(SETTINGS);
  }

  @Test
  void aFormatOfALaterReleaseIsRefused() throws IOException {
    TgnBundle.write(folder, manifest(), parameters());
    Path file = folder.resolve(Bundle.MANIFEST);
    Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 3"));
    assertThatThrownBy(() -> TgnBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("format 3, but here kind 'tgn' and format 1 to 2 are read");
  }

  private static NamedArrays parameters() {
    return parameters(SETTINGS);
  }

  private static NamedArrays parameters(TgnSettings settings) {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(settings, 3, manager).parameters();
    }
  }

  private static TgnManifest manifest() {
    return manifest(TgnManifest.FORMAT, SETTINGS);
  }

  private static TgnManifest manifest(int format, TgnSettings settings) {
    return new TgnManifest(
        TgnManifest.TGN,
        format,
        "test",
        settings,
        List.of("amount", "rating"),
        new Manifest.Data("own", 10, 4, List.of(0.7, 0.85), 99),
        new TgnManifest.Training(1, 2, 1, 7, 0, 100, 1, 0),
        List.of(new TgnManifest.Metric("test", "mrr", "all", "ranked", null, "per-event", 3, 0.5)),
        Map.of());
  }
}
