package io.eddy.jobs.support;

import ai.djl.ndarray.NDManager;
import io.eddy.jobs.event.Release;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Bundles of temporal graph networks with given or random parameters. */
public final class Networks {
  private Networks() {}

  public static NamedArrays random(TgnSettings settings, long seed) {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(settings, seed, manager).parameters();
    }
  }

  public static Release write(Path folder, TgnSettings settings, NamedArrays parameters) {
    TgnManifest manifest =
        new TgnManifest(
            TgnManifest.TGN,
            TgnManifest.FORMAT,
            "test",
            settings,
            List.of(),
            new Manifest.Data("random", 0, 0, List.of(0.7, 0.85), 0),
            new TgnManifest.Training(0, 0, 0, 0, 0, 0, 0, 0),
            List.of(),
            Map.of());
    TgnBundle bundle = TgnBundle.write(folder, manifest, parameters);
    return new Release("test", bundle.version(), folder.toUri().toString(), bundle.sha256());
  }
}
