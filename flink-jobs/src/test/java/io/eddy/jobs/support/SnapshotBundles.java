package io.eddy.jobs.support;

import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.graph.NodeFeatures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** SMPNN bundles for tests, with parameters from a seed. */
public final class SnapshotBundles {
  public static final int OUTPUTS = 8;
  private static final int INPUTS = 32;

  private SnapshotBundles() {}

  /** Writes a bundle and gives its folder. */
  public static Path write(Path folder, long seed) {
    return write(folder, seed, OUTPUTS, NodeFeatures.NAME);
  }

  public static Path write(Path folder, long seed, int outputs, String features) {
    SmpnnSettings settings = SmpnnSettings.of(INPUTS, 12, outputs, 2);
    SmpnnBundle.write(
        folder,
        new SmpnnManifest(
            SmpnnManifest.SMPNN,
            SmpnnManifest.FORMAT,
            "test",
            settings,
            features,
            List.of(),
            new SmpnnManifest.Data("own", 10, 30),
            new SmpnnManifest.Training("links", "whole", seed, 1, 1),
            List.of(),
            Map.of()),
        SmpnnParameters.seeded(settings, seed));
    return folder;
  }
}
