package io.eddy.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TgnBundleTest {
  private static final TgnSettings SETTINGS =
      TgnSettings.attention(8, 2, 4).withOrigin(1_700_000_000_123_456L).withTimeShift(1.25, 3e9);

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

  private static NamedArrays parameters() {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(SETTINGS, 3, manager).parameters();
    }
  }

  private static TgnManifest manifest() {
    return new TgnManifest(
        TgnManifest.TGN,
        TgnManifest.FORMAT,
        "test",
        SETTINGS,
        List.of("amount", "rating"),
        new Manifest.Data("own", 10, 4, List.of(0.7, 0.85), 99),
        new TgnManifest.Training(1, 2, 1, 7, 0, 100, 1, 0),
        List.of(new TgnManifest.Metric("test", "mrr", "all", "ranked", null, "per-event", 3, 0.5)),
        Map.of());
  }
}
