package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import io.eddy.model.tensor.ShapedBlock;
import org.jspecify.annotations.Nullable;

/**
 * The time encoding Φ(Δt) = cos(ω·Δt + φ) (Xu et al. 2020; TGN section 3.1), with ω starting at
 * 10^(−linspace(0, 9, T)) and φ at 0, both trained. Shapes: Δt … in seconds, out … × T. The product
 * is taken in float32, as the reference code does.
 */
public final class TimeEncoding extends ShapedBlock {
  private static final double DECADES = 9;

  private final int dimension;
  private final Parameter frequency;
  private final Parameter phase;

  /** An encoding of T numbers. */
  public TimeEncoding(int dimension) {
    this.dimension = dimension;
    this.frequency =
        parameter(
            "frequency",
            (manager, shape, type) -> manager.create(frequencies(dimension), shape),
            dimension);
    this.phase = parameter("phase", Initializer.ZEROS, dimension);
  }

  /** The initial frequencies, in radians a second. */
  static float[] frequencies(int dimension) {
    float[] frequencies = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      double position = dimension == 1 ? 0 : (double) i / (dimension - 1);
      frequencies[i] = (float) Math.pow(10, -DECADES * position);
    }
    return frequencies;
  }

  /** Φ of every time: … → … × T. */
  public NDArray apply(ParameterStore store, NDArray elapsed, boolean training) {
    if (!training) {
      return codes(elapsed);
    }
    return elapsed
        .expandDims(-1)
        .mul(value(store, frequency, elapsed, training))
        .addi(value(store, phase, elapsed, training))
        .cos();
  }

  /** Without gradients, within 10⁻⁶ of the same. */
  private NDArray codes(NDArray elapsed) {
    TimeCodes codes =
        new TimeCodes(frequency.getArray().toFloatArray(), phase.getArray().toFloatArray());
    float[] times = elapsed.toFloatArray();
    float[] all = new float[times.length * dimension];
    for (int i = 0; i < times.length; i++) {
      codes.write(times[i], all, i * dimension);
    }
    return elapsed.getManager().create(all, elapsed.getShape().add(dimension));
  }

  /** Φ(0) = cos(φ), once for each of so many rows: rows × T. */
  public NDArray atZero(ParameterStore store, NDArray like, long rows, boolean training) {
    return with(like, value(store, phase, like, training).cos())
        .expandDims(0)
        .broadcast(new Shape(rows, dimension));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    return new NDList(apply(store, inputs.singletonOrThrow(), training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0].add(dimension)};
  }
}
