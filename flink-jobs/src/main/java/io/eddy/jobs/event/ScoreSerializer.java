package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Score}. */
public final class ScoreSerializer extends VersionedSerializer<Score> {
  private static final long serialVersionUID = 1L;

  public static final ScoreSerializer INSTANCE = new ScoreSerializer();

  @Override
  public Class<Score> type() {
    return Score.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Score value, DataOutputView out) throws IOException {
    value.ref().write(out);
    out.writeDouble(value.probability());
    ReleaseSerializer.INSTANCE.serialize(value.model(), out);
    out.writeLong(value.sourceAgeMicros());
    out.writeLong(value.destinationAgeMicros());
  }

  @Override
  protected Score read(int version, DataInputView in) throws IOException {
    return new Score(
        EdgeRef.read(in),
        in.readDouble(),
        ReleaseSerializer.INSTANCE.deserialize(in),
        in.readLong(),
        in.readLong());
  }
}
