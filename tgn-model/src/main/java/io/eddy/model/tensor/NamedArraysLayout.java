package io.eddy.model.tensor;

import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import io.eddy.model.tensor.NamedArrays.Values;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The binary layout of named parameters. Version 1: how many there are, then for each its name, the
 * number of its axes, their lengths, and its values as floats, big-endian.
 */
public final class NamedArraysLayout implements Layout<NamedArrays> {
  /** The one instance. */
  public static final NamedArraysLayout INSTANCE = new NamedArraysLayout();

  /** A damaged length must not ask for gigabytes. */
  private static final int LARGEST = 1 << 26;

  private static final int MOST_ARRAYS = 1 << 12;
  private static final int MOST_AXES = 8;

  private NamedArraysLayout() {}

  @Override
  public String name() {
    return "network parameters";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeBody(NamedArrays value, DataOutput out) throws IOException {
    CompactFields.writeUnsigned(value.arrays().size(), out);
    for (Map.Entry<String, Values> entry : value.arrays().entrySet()) {
      CompactFields.writeText(entry.getKey(), out);
      int[] shape = entry.getValue().shape();
      CompactFields.writeUnsigned(shape.length, out);
      for (int length : shape) {
        CompactFields.writeUnsigned(length, out);
      }
      for (float number : entry.getValue().values()) {
        out.writeFloat(number);
      }
    }
  }

  @Override
  public NamedArrays readBody(int version, DataInput in) throws IOException {
    int count = CompactFields.readUnsignedInt(in, MOST_ARRAYS, "the number of parameters");
    Map<String, Values> arrays = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = CompactFields.readText(in);
      int[] shape = new int[CompactFields.readUnsignedInt(in, MOST_AXES, "the axes of " + name)];
      long size = 1;
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = CompactFields.readUnsignedInt(in, LARGEST, "a length of " + name);
        size *= shape[axis];
        if (size > LARGEST) {
          throw new CorruptLayoutException(
              "%s: '%s' has more than %d values; the bytes are damaged"
                  .formatted(name(), name, LARGEST));
        }
      }
      float[] values = new float[(int) size];
      for (int k = 0; k < values.length; k++) {
        values[k] = in.readFloat();
      }
      arrays.put(name, new Values(shape, values));
    }
    return new NamedArrays(arrays);
  }
}
