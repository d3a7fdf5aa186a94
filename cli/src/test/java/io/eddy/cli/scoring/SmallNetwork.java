package io.eddy.cli.scoring;

import ai.djl.ndarray.NDManager;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small network with random weights, served with the memories of the mails. */
final class SmallNetwork {
  private static final int WIDTH = 12;

  private SmallNetwork() {}

  static Path write(Path folder) {
    return write(folder, WIDTH);
  }

  /** With memories of a width. */
  static Path write(Path folder, int width) {
    TgnSettings settings =
        new TgnSettings(
            TgnSettings.MessageFunction.IDENTITY,
            TgnSettings.Aggregator.LAST,
            TgnSettings.Updater.GRU,
            TgnSettings.Embedding.ATTENTION,
            TgnSettings.NeighbourMemory.OF_THE_MAIL,
            width,
            width,
            0,
            0,
            width,
            5,
            1,
            2,
            0,
            0,
            1);
    TgnManifest manifest =
        new TgnManifest(
            TgnManifest.TGN,
            TgnManifest.FORMAT,
            "test",
            settings,
            List.of(),
            new Manifest.Data("random weights", 0, 0, List.of(0.7, 0.85), 0),
            new TgnManifest.Training(0, 0, 0, 0, 0, 0, 0, 0),
            List.of(),
            Map.of());
    try (NDManager manager = Tensors.newManager()) {
      TgnBundle.write(folder, manifest, TgnNetwork.seeded(settings, 5, manager).parameters());
    }
    return folder;
  }
}
