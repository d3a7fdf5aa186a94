package io.eddy.model.eddy;

import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.Standardisation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a tower is written: inputs and outputs, means, deviations, weights row by row, biases. */
final class TowerLayout {
  /** A damaged length must not ask for gigabytes. */
  private static final int LARGEST = 1 << 13;

  private TowerLayout() {}

  static void write(TowerParameters tower, DataOutput out) throws IOException {
    CompactFields.writeUnsigned(tower.inputs(), out);
    CompactFields.writeUnsigned(tower.outputs(), out);
    write(tower.standardisation().means(), out);
    write(tower.standardisation().deviations(), out);
    write(tower.layer().weights(), out);
    write(tower.layer().biases(), out);
  }

  static TowerParameters read(DataInput in) throws IOException {
    int inputs = CompactFields.readUnsignedInt(in, LARGEST, "the inputs of a tower");
    int outputs = CompactFields.readUnsignedInt(in, LARGEST, "the outputs of a tower");
    float[] means = floats(inputs, in);
    float[] deviations = floats(inputs, in);
    float[] weights = floats(inputs * outputs, in);
    float[] biases = floats(outputs, in);
    try {
      return new TowerParameters(
          new Standardisation(means, deviations), new DenseLayer(inputs, outputs, weights, biases));
    } catch (IllegalArgumentException e) {
      throw new CorruptLayoutException("a tower that cannot be: " + e.getMessage(), e);
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
}
