package io.eddy.jobs.support;

import io.eddy.jobs.event.Release;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArrays.Values;
import io.eddy.model.tgn.TgnSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Bundles of temporal graph networks with given or random parameters. */
public final class Networks {
  private static final int GATES = 3;

  private Networks() {}

  /** Parameters of a network with identity messages, GRU and attention of one layer. */
  public static NamedArrays random(TgnSettings settings, long seed) {
    Random random = new Random(seed);
    int memory = settings.memory();
    int embedding = settings.embeddingSize();
    int width = memory + settings.time();
    int attended = width + settings.edgeFeatures();
    Map<String, Values> arrays = new LinkedHashMap<>();
    arrays.put("time.frequency", gaussian(random, settings.time()));
    arrays.put("time.phase", gaussian(random, settings.time()));
    dense(arrays, "updater.input", settings.messageSize(), GATES * memory, random);
    dense(arrays, "updater.state", memory, GATES * memory, random);
    dense(arrays, "layer1.query", width, width, random);
    arrays.put("layer1.key", gaussian(random, width, attended));
    arrays.put("layer1.value", gaussian(random, width, attended));
    arrays.put("layer1.valueBias", gaussian(random, width));
    dense(arrays, "layer1.output", width, width, random);
    dense(arrays, "layer1.hidden", width + memory, embedding, random);
    dense(arrays, "layer1.merge", embedding, embedding, random);
    dense(arrays, "link.hidden", 2 * embedding, embedding, random);
    dense(arrays, "link.output", embedding, 1, random);
    if (settings.waves() != null) {
      gatedWaves(arrays, memory, random);
    }
    return new NamedArrays(arrays);
  }

  /** A gated cell with a halting unit. */
  private static void gatedWaves(Map<String, Values> arrays, int memory, Random random) {
    dense(arrays, "wave.cell.map0", 2 * memory, memory, random);
    dense(arrays, "wave.cell.map1", 2 * memory, memory, random);
    dense(arrays, "wave.speak", 2 * memory, memory, random);
    dense(arrays, "wave.halt", 2 * memory, 1, random);
  }

  private static void dense(
      Map<String, Values> arrays, String name, int inputs, int outputs, Random random) {
    arrays.put(name + ".weight", gaussian(random, outputs, inputs));
    arrays.put(name + ".bias", gaussian(random, outputs));
  }

  private static Values gaussian(Random random, int... shape) {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian() / 4;
    }
    return new Values(shape, values);
  }

  public static Release write(Path folder, TgnSettings settings, NamedArrays parameters) {
    TgnManifest manifest =
        new TgnManifest(
            TgnManifest.TGN,
            TgnManifest.formatOf(settings),
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
