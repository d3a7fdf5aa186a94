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
import io.eddy.model.ranker.DenseLayer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reaction of B nodes to a message each, as a DJL block with gradients; row by row
 *
 * <pre>
 * p = σ(w · [h ‖ m] + b)          (h′, c′) = {@link CellBlock}(h, c, m)
 * weight and left by {@link Halting} from left and p
 * h_new = h + weight · (h′ − h) in the scope WAVE, h′ in the scope NODE, where out += weight · h′
 * m′ = W_m [h_new ‖ m] + b_m
 * </pre>
 *
 * <p>In and out as {@link AmpBatch}: hidden B × D, cell B × D, left B × 1, output B × D, message B
 * × M, float32. Whether a row's node speaks is read from {@code left}; the block computes every
 * row. One thread at a time.
 */
public final class AmpBlock extends AbstractBlock {
  private static final byte VERSION = 1;

  private final AmpParameters shape;
  private final CellBlock cell;
  private final Linear speak;
  private final @Nullable Linear halt;

  private AmpBlock(AmpParameters shape) {
    super(VERSION);
    this.shape = shape;
    cell = addChildBlock("cell", new CellBlock(shape.kind(), shape.hidden(), shape.message()));
    speak = addChildBlock("speak", linear(shape.speak()));
    DenseLayer unit = shape.halt();
    halt = unit == null ? null : addChildBlock("halt", linear(unit));
  }

  /** A block with given weights, copied. */
  public static AmpBlock of(AmpParameters parameters, NDManager manager) {
    AmpBlock block = new AmpBlock(parameters);
    block.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, parameters.hidden()),
        new Shape(1, parameters.hidden()),
        new Shape(1, 1),
        new Shape(1, parameters.hidden()),
        new Shape(1, parameters.message()));
    List<DenseLayer> maps = parameters.maps();
    List<Linear> linears = block.linears();
    for (int i = 0; i < maps.size(); i++) {
      copy(maps.get(i).weights(), array(linears.get(i), "weight"));
      copy(maps.get(i).biases(), array(linears.get(i), "bias"));
    }
    return block;
  }

  /** The present weights, copied out. */
  public AmpParameters parameters() {
    List<DenseLayer> maps = new ArrayList<>();
    for (Linear linear : linears()) {
      NDArray weight = array(linear, "weight");
      maps.add(
          new DenseLayer(
              (int) weight.getShape().get(1),
              (int) weight.getShape().get(0),
              weight.toFloatArray(),
              array(linear, "bias").toFloatArray()));
    }
    return shape.withMaps(maps);
  }

  /**
   * The arrays that training changes: weight and bias of each map of {@link AmpParameters#maps}.
   */
  public List<NDArray> arrays() {
    List<NDArray> arrays = new ArrayList<>();
    for (Linear linear : linears()) {
      arrays.add(array(linear, "weight"));
      arrays.add(array(linear, "bias"));
    }
    return arrays;
  }

  /** The nodes after their messages, and what they have to say. */
  public AmpBatch react(ParameterStore store, AmpBatch before, boolean training) {
    return AmpBatch.of(forward(store, before.list(), training));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    AmpBatch before = AmpBatch.of(inputs);
    NDList next =
        cell.forward(
            store,
            new NDList(before.hidden(), before.cell(), before.message()),
            training,
            settings);
    NDArray hidden = next.get(0);
    NDArray cells = next.get(1);
    NDArray left = before.left();
    NDArray output = before.output();
    if (halt != null) {
      NDArray p =
          Activation.sigmoid(apply(halt, store, before.hidden(), before.message(), training));
      NDArray weight =
          shape.halting() == Halting.ACT ? p.minimum(before.left()) : before.left().mul(p);
      left =
          shape.halting() == Halting.ACT
              ? before.left().sub(weight)
              : before.left().mul(p.neg().add(1));
      if (shape.scope() == HaltingScope.WAVE) {
        hidden = before.hidden().add(weight.mul(hidden.sub(before.hidden())));
        cells = before.cell().add(weight.mul(cells.sub(before.cell())));
      } else {
        output = output.add(weight.mul(hidden));
      }
    }
    NDArray said = apply(speak, store, hidden, before.message(), training);
    return new AmpBatch(hidden, cells, left, output, said).list();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return shapes;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    cell.initialize(manager, type, shapes[0], shapes[1], shapes[4]);
    Shape both = new Shape(1, (long) shape.hidden() + shape.message());
    speak.initialize(manager, type, both);
    if (halt != null) {
      halt.initialize(manager, type, both);
    }
  }

  private static NDArray apply(
      Linear map, ParameterStore store, NDArray hidden, NDArray message, boolean training) {
    return map.forward(store, new NDList(hidden.concat(message, 1)), training).singletonOrThrow();
  }

  private List<Linear> linears() {
    List<Linear> linears = new ArrayList<>(cell.maps());
    linears.add(speak);
    if (halt != null) {
      linears.add(halt);
    }
    return linears;
  }

  private static Linear linear(DenseLayer layer) {
    return Linear.builder().setUnits(layer.outputs()).build();
  }

  private static NDArray array(Linear linear, String name) {
    return linear.getDirectParameters().get(name).getArray();
  }

  private static void copy(float[] values, NDArray target) {
    try (NDArray array = target.getManager().create(values, target.getShape())) {
      array.copyTo(target);
    }
  }
}
