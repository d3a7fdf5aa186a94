package io.eddy.model.amp;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The map (h, c, m) ↦ (h′, c′) of one {@link CellKind}, which has the equations, as a DJL block.
 *
 * <p>In: h B × D, c B × D, m B × M. Out: h′ B × D, c′ B × D; c′ = c where the kind has no cell
 * values.
 */
final class CellBlock extends AbstractBlock {
  private static final byte VERSION = 1;

  private final CellKind kind;
  private final int hidden;
  private final int message;
  private final List<Linear> maps = new ArrayList<>();

  CellBlock(CellKind kind, int hidden, int message) {
    super(VERSION);
    this.kind = kind;
    this.hidden = hidden;
    this.message = message;
    for (CellKind.MapShape shape : kind.maps(hidden, message)) {
      maps.add(
          addChildBlock("map" + maps.size(), Linear.builder().setUnits(shape.outputs()).build()));
    }
  }

  List<Linear> maps() {
    return maps;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    NDArray h = inputs.get(0);
    NDArray c = inputs.get(1);
    NDArray m = inputs.get(2);
    return switch (kind) {
      case RNN -> new NDList(Activation.relu(map(0, store, h.concat(m, 1), training)), c);
      case GRU -> new NDList(gru(map(0, store, m, training), map(1, store, h, training), h), c);
      case LSTM -> lstm(map(0, store, m, training).add(map(1, store, h, training)), c);
      case GATED -> {
        NDArray both = h.concat(m, 1);
        NDArray z = Activation.tanh(map(0, store, both, training));
        NDArray gate = Activation.sigmoid(map(1, store, both, training));
        yield new NDList(h.add(gate.mul(z.sub(h))), c);
      }
    };
  }

  private NDArray gru(NDArray ofMessage, NDArray ofHidden, NDArray h) {
    NDArray r = Activation.sigmoid(gate(ofMessage, 0).add(gate(ofHidden, 0)));
    NDArray z = Activation.sigmoid(gate(ofMessage, 1).add(gate(ofHidden, 1)));
    NDArray n = Activation.tanh(gate(ofMessage, 2).add(r.mul(gate(ofHidden, 2))));
    return n.add(z.mul(h.sub(n)));
  }

  private NDList lstm(NDArray gates, NDArray c) {
    NDArray kept = Activation.sigmoid(gate(gates, 1)).mul(c);
    NDArray taken = Activation.sigmoid(gate(gates, 0)).mul(Activation.tanh(gate(gates, 2)));
    NDArray cell = kept.add(taken);
    return new NDList(Activation.sigmoid(gate(gates, 3)).mul(Activation.tanh(cell)), cell);
  }

  /** Columns of one gate, B × D. */
  private NDArray gate(NDArray gates, int index) {
    return gates.get(":, %d:%d".formatted(index * hidden, (index + 1) * hidden));
  }

  private NDArray map(int index, ParameterStore store, NDArray x, boolean training) {
    return maps.get(index).forward(store, new NDList(x), training).singletonOrThrow();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return new Shape[] {shapes[0], shapes[1]};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    List<CellKind.MapShape> expected = kind.maps(hidden, message);
    for (int i = 0; i < maps.size(); i++) {
      maps.get(i).initialize(manager, type, new Shape(1, expected.get(i).inputs()));
    }
  }
}
