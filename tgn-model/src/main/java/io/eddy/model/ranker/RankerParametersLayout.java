package io.eddy.model.ranker;

import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary layout of ranker parameters. Version 1: number of features, means, deviations, number
 * of layers, then for each layer its outputs, weights and biases; integers of 4 bytes and floats,
 * big-endian.
 */
public final class RankerParametersLayout implements Layout<RankerParameters> {
  /** The one instance. */
  public static final RankerParametersLayout INSTANCE = new RankerParametersLayout();

  /** A damaged length must not ask for gigabytes. */
  private static final int LARGEST = 1 << 16;

  private RankerParametersLayout() {}

  @Override
  public String name() {
    return "ranker parameters";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeBody(RankerParameters value, DataOutput out) throws IOException {
    out.writeInt(value.inputs());
    write(value.standardisation().means(), out);
    write(value.standardisation().deviations(), out);
    out.writeInt(value.layers().size());
    for (DenseLayer layer : value.layers()) {
      out.writeInt(layer.outputs());
      write(layer.weights(), out);
      write(layer.biases(), out);
    }
  }

  @Override
  public RankerParameters readBody(int version, DataInput in) throws IOException {
    int inputs = length("features", in);
    float[] means = floats(inputs, in);
    float[] deviations = floats(inputs, in);
    int count = length("layers", in);
    List<DenseLayer> layers = new ArrayList<>();
    int width = inputs;
    for (int i = 0; i < count; i++) {
      int outputs = length("outputs", in);
      layers.add(new DenseLayer(width, outputs, floats(width * outputs, in), floats(outputs, in)));
      width = outputs;
    }
    try {
      return new RankerParameters(new Standardisation(means, deviations), layers);
    } catch (IllegalArgumentException e) {
      throw new CorruptLayoutException(name() + " that cannot be: " + e.getMessage(), e);
    }
  }

  private static void write(float[] values, DataOutput out) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] floats(int count, DataInput in) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  private int length(String of, DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > LARGEST) {
      throw new CorruptLayoutException(
          "%s with %d %s: the bytes are damaged".formatted(name(), length, of));
    }
    return length;
  }
}
