package io.eddy.jobs.candidates;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.FloatFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes a candidate's memory, which is not changed once it is state. */
public final class VectorSerializer extends VersionedSerializer<float[]> {
  private static final long serialVersionUID = 1L;

  public static final VectorSerializer INSTANCE = new VectorSerializer();

  @Override
  public Class<float[]> type() {
    return float[].class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(float[] value, DataOutputView out) throws IOException {
    FloatFields.write(value, out);
  }

  @Override
  protected float[] read(int version, DataInputView in) throws IOException {
    return FloatFields.read(in);
  }
}
