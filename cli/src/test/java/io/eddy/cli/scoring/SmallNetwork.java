package io.eddy.cli.scoring;

import ai.djl.ndarray.NDManager;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small network with random weights. */
final class SmallNetwork {
  private SmallNetwork() {}

  /** With memories of a width, and of its neighbours those of the mails. */
  static Path write(Path folder, int width) {
    return write(folder, width, 0);
  }

  /**
   * With memories of a width.
   *
   * @param hops as `eddy train tgn --hops` has them
   */
  static Path write(Path folder, int width, int hops) {
    return write(folder, width, hops, 5);
  }

  /** With weights of a seed; else as {@link #write(Path, int, int)}. */
  static Path write(Path folder, int width, int hops, long seed) {
    TgnSettings settings =
        TgnSettings.builder(width)
            .optNeighbours(5)
            .optNeighbourMemory(
                hops == 0
                    ? TgnSettings.NeighbourMemory.OF_THE_MAIL
                    : TgnSettings.NeighbourMemory.CURRENT)
            .optWaves(hops < WaveSettings.LEAST_HOPS ? null : waves(hops))
            .build();
    TgnManifest manifest =
        new TgnManifest(
            TgnManifest.TGN,
            TgnManifest.formatOf(settings),
            "test",
            settings,
            List.of(),
            new Manifest.Data("random weights", 0, 0, List.of(0.7, 0.85), 0),
            new TgnManifest.Training(0, 0, 0, 0, 0, 0, 0, 0),
            List.of(),
            Map.of());
    try (NDManager manager = Tensors.newManager()) {
      TgnBundle.write(folder, manifest, TgnNetwork.seeded(settings, seed, manager).parameters());
    }
    return folder;
  }

  private static WaveSettings waves(int hops) {
    return new WaveSettings(CellKind.GRU, Halting.NONE, hops, 3, 0);
  }
}
