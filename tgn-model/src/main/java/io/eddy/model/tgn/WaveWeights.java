package io.eddy.model.tgn;

import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.HaltingScope;
import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.tensor.NamedArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a network's waves: an AMP cell of scope WAVE over memories of D numbers with
 * messages of D numbers, since a node of an event says its new memory. Among the parameters of the
 * network they are {@code wave.cell.map0.weight}, {@code wave.cell.map0.bias}, … , {@code
 * wave.speak.…} and, with a halting unit, {@code wave.halt.…}.
 */
public final class WaveWeights {
  /** What the names of the weights begin with. */
  static final String PREFIX = "wave.";

  /** σ(−2) = 0.12: at the start a message moves a memory little, whatever it says. */
  private static final float FIRST_GATE_BIAS = -2;

  private WaveWeights() {}

  /** Weights that have learned nothing yet, drawn from a seed. */
  static AmpParameters seeded(TgnSettings settings, WaveSettings waves, long seed) {
    AmpParameters drawn =
        AmpParameters.seeded(
            waves.cell(),
            waves.halting(),
            HaltingScope.WAVE,
            settings.memory(),
            settings.memory(),
            seed);
    if (waves.cell() == CellKind.GATED) {
      Arrays.fill(drawn.cell().get(1).biases(), FIRST_GATE_BIAS);
    }
    return drawn;
  }

  /**
   * The weights among a network's parameters; null for a network without waves.
   *
   * @throws IllegalArgumentException if they are missing
   */
  public static @Nullable AmpParameters of(TgnSettings settings, NamedArrays parameters) {
    WaveSettings waves = settings.waves();
    if (waves == null) {
      return null;
    }
    AmpParameters shape = seeded(settings, waves, 0);
    List<DenseLayer> maps = new ArrayList<>();
    for (int i = 0; i < shape.cell().size(); i++) {
      maps.add(layer(parameters, "cell.map" + i));
    }
    maps.add(layer(parameters, "speak"));
    if (shape.halt() != null) {
      maps.add(layer(parameters, "halt"));
    }
    return shape.withMaps(maps);
  }

  private static DenseLayer layer(NamedArrays parameters, String name) {
    NamedArrays.Values weight = parameters.arrays().get(PREFIX + name + ".weight");
    NamedArrays.Values bias = parameters.arrays().get(PREFIX + name + ".bias");
    if (weight == null || bias == null) {
      throw new IllegalArgumentException(
          "the network has waves but no parameters '%s%s'; it has %s"
              .formatted(PREFIX, name, parameters.arrays().keySet()));
    }
    return new DenseLayer(
        weight.shape()[1],
        weight.shape()[0],
        weight.values().clone(),
        Objects.requireNonNull(bias).values().clone());
  }
}
