package io.eddy.jobs.support;

import io.eddy.jobs.event.Release;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.Standardisation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Bundles with random parameters: as good as trained ones where only sameness matters. */
public final class Bundles {
  private Bundles() {}

  public static RankerParameters parameters(long seed) {
    Random random = new Random(seed);
    int features = RankerFeatures.size();
    float[] ones = new float[features];
    Arrays.fill(ones, 1);
    return new RankerParameters(
        new Standardisation(new float[features], ones),
        List.of(layer(features, 8, random), layer(8, 1, random)));
  }

  public static Release write(Path folder, long seed, RankerSettings settings) {
    RankerParameters parameters = parameters(seed);
    Manifest manifest =
        new Manifest(
            Manifest.RANKER,
            Manifest.FORMAT,
            "test",
            List.of(parameters.inputs(), 8, 1),
            new Manifest.Features(
                RankerFeatures.fingerprint(settings), settings, RankerFeatures.names()),
            new Manifest.Data("random", 0, 0, List.of(0.7, 0.85), 0),
            new Manifest.Training(seed, 0, 0, 0, 0),
            List.of(),
            Map.of());
    Bundle bundle = Bundle.write(folder, manifest, parameters);
    return new Release("test", bundle.version(), folder.toUri().toString(), bundle.sha256());
  }

  private static DenseLayer layer(int inputs, int outputs, Random random) {
    return new DenseLayer(
        inputs, outputs, gaussian(inputs * outputs, random), gaussian(outputs, random));
  }

  private static float[] gaussian(int count, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() / 8;
    }
    return values;
  }
}
