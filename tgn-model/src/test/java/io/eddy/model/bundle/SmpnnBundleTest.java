package io.eddy.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.smpnn.graph.NodeFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmpnnBundleTest {
  private static final SmpnnSettings SETTINGS =
      SmpnnSettings.of(36, 16, 8, 3)
          .withAggregation(Aggregation.MEAN)
          .withFeedForward(2)
          .withAttention(true)
          .withDropout(0.25, 0.1);

  @TempDir Path folder;

  @Test
  void aBundleComesBackAsItWasWritten() {
    SmpnnParameters parameters = SmpnnParameters.seeded(SETTINGS, 4);
    SmpnnBundle written = SmpnnBundle.write(folder, manifest(), parameters);
    SmpnnBundle read = SmpnnBundle.load(folder);
    assertThat(read.manifest()).isEqualTo(written.manifest());
    assertThat(read.manifest().settings()).isEqualTo(SETTINGS);
    assertThat(read.version()).isEqualTo(written.version()).hasSize(12);
    assertThat(read.parameters()).usingRecursiveComparison().isEqualTo(parameters);
  }

  @Test
  void parametersThatDoNotFitTheSettingsAreRefused() throws IOException {
    SmpnnBundle.write(folder, manifest(), SmpnnParameters.seeded(SETTINGS, 4));
    Path file = folder.resolve(Bundle.MANIFEST);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"hidden\" : 16", "\"hidden\" : 17"));
    assertThatThrownBy(() -> SmpnnBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("'in.weight' has the shape [36, 16]")
        .hasMessageContaining("[36, 17]");
    Files.writeString(file, text.replace("\"layers\" : 3", "\"layers\" : 0"));
    assertThatThrownBy(() -> SmpnnBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("layers = 0");
    Files.writeString(file, text.replace("\"smpnn\"", "\"tgn\""));
    assertThatThrownBy(() -> SmpnnBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("kind 'tgn'");
  }

  private static SmpnnManifest manifest() {
    return new SmpnnManifest(
        SmpnnManifest.SMPNN,
        SmpnnManifest.FORMAT,
        "test",
        SETTINGS,
        NodeFeatures.NAME,
        List.of(),
        new SmpnnManifest.Data("own", 10, 30),
        new SmpnnManifest.Training("links", "whole", 1, 9, 4),
        List.of(new SmpnnManifest.Metric("test", "roc-auc", 12, 0.75)),
        Map.of());
  }
}
