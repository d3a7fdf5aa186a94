package io.eddy.model.amp;

import io.eddy.model.ranker.DenseLayer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The weights of an AMP cell and what it does with them. D hidden values, M values of a message.
 *
 * @param kind form of the cell
 * @param halting form of the halting unit
 * @param scope whose energy the halting unit spends
 * @param hidden D
 * @param message M
 * @param cell the affine maps of the cell, as {@link CellKind} lists them
 * @param speak the map D + M → M from [h′ ‖ m] to the message sent on
 * @param halt the map D + M → 1 from [h ‖ m] to the logit of p; null without a halting unit
 */
public record AmpParameters(
    CellKind kind,
    Halting halting,
    HaltingScope scope,
    int hidden,
    int message,
    List<DenseLayer> cell,
    DenseLayer speak,
    @Nullable DenseLayer halt)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Checks that every map has the shape that kind and dimensions ask for. */
  public AmpParameters {
    // A list that serializes.
    cell = new ArrayList<>(cell);
    List<CellKind.MapShape> shapes = kind.maps(hidden, message);
    if (cell.size() != shapes.size()) {
      throw new IllegalArgumentException(
          "%d maps for a cell of kind %s; expected %d".formatted(cell.size(), kind, shapes.size()));
    }
    for (int i = 0; i < shapes.size(); i++) {
      check("map %d of the %s cell".formatted(i, kind), cell.get(i), shapes.get(i));
    }
    check("the map to messages", speak, new CellKind.MapShape(hidden + message, message));
    if ((halt == null) != (halting == Halting.NONE)) {
      throw new IllegalArgumentException(
          "halting %s %s a halting unit".formatted(halting, halt == null ? "needs" : "has no"));
    }
    if (halt != null) {
      check("the halting unit", halt, new CellKind.MapShape(hidden + message, 1));
    }
  }

  /** Weights uniform in ±1/√inputs, as PyTorch's linear layers start, drawn from a seed. */
  public static AmpParameters seeded(
      CellKind kind, Halting halting, HaltingScope scope, int hidden, int message, long seed) {
    Random random = new Random(seed);
    List<DenseLayer> cell = new ArrayList<>();
    for (CellKind.MapShape shape : kind.maps(hidden, message)) {
      cell.add(uniform(random, shape.inputs(), shape.outputs()));
    }
    DenseLayer speak = uniform(random, hidden + message, message);
    DenseLayer halt = halting == Halting.NONE ? null : uniform(random, hidden + message, 1);
    return new AmpParameters(kind, halting, scope, hidden, message, cell, speak, halt);
  }

  /** All maps in one list: those of the cell, then speak, then halt if there is one. */
  public List<DenseLayer> maps() {
    List<DenseLayer> maps = new ArrayList<>(cell);
    maps.add(speak);
    if (halt != null) {
      maps.add(halt);
    }
    return maps;
  }

  /** The same with other weights, in the order of {@link #maps}. */
  public AmpParameters withMaps(List<DenseLayer> maps) {
    int own = cell.size();
    return new AmpParameters(
        kind,
        halting,
        scope,
        hidden,
        message,
        maps.subList(0, own),
        maps.get(own),
        halt == null ? null : maps.get(own + 1));
  }

  /** Whether nodes keep the sum that is the read-out of a node with an energy of its own. */
  public boolean sumsOutputs() {
    return halting != Halting.NONE && scope == HaltingScope.NODE;
  }

  private static DenseLayer uniform(Random random, int inputs, int outputs) {
    float bound = (float) (1 / Math.sqrt(inputs));
    float[] weights = new float[inputs * outputs];
    float[] biases = new float[outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (2 * random.nextFloat() - 1) * bound;
    }
    for (int i = 0; i < biases.length; i++) {
      biases[i] = (2 * random.nextFloat() - 1) * bound;
    }
    return new DenseLayer(inputs, outputs, weights, biases);
  }

  private static void check(String what, DenseLayer map, CellKind.MapShape expected) {
    if (map.inputs() != expected.inputs() || map.outputs() != expected.outputs()) {
      throw new IllegalArgumentException(
          "%s takes %d values and gives %d; expected %d and %d"
              .formatted(what, map.inputs(), map.outputs(), expected.inputs(), expected.outputs()));
    }
  }
}
