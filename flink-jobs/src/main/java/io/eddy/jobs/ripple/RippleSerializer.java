package io.eddy.jobs.ripple;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.FloatFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Ripple}: a byte for its kind, the sender, then its other fields in order. */
public final class RippleSerializer extends VersionedSerializer<Ripple> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final RippleSerializer INSTANCE = new RippleSerializer();

  private static final int REFRESH = 0;
  private static final int WAVE = 1;
  private static final int DISPLACED = 2;

  @Override
  public Class<Ripple> type() {
    return Ripple.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Ripple ripple, DataOutputView out) throws IOException {
    if (ripple instanceof Ripple.Refresh refresh) {
      start(REFRESH, ripple, out);
      FloatFields.write(refresh.memory(), out);
    } else if (ripple instanceof Ripple.Wave wave) {
      start(WAVE, ripple, out);
      CompactFields.writeUnsigned(wave.hop(), out);
      FloatFields.write(wave.memory(), out);
      FloatFields.write(wave.said(), out);
    } else {
      start(DISPLACED, ripple, out);
    }
  }

  private static void start(int kind, Ripple ripple, DataOutputView out) throws IOException {
    out.writeByte(kind);
    CompactFields.writeText(ripple.from(), out);
  }

  @Override
  protected Ripple read(int version, DataInputView in) throws IOException {
    int kind = in.readUnsignedByte();
    String from = CompactFields.readText(in);
    return switch (kind) {
      case REFRESH -> new Ripple.Refresh(from, FloatFields.read(in));
      case WAVE ->
          new Ripple.Wave(
              from,
              CompactFields.readUnsignedInt(in, Integer.MAX_VALUE, "the hop of a wave"),
              FloatFields.read(in),
              FloatFields.read(in));
      case DISPLACED -> new Ripple.Displaced(from);
      default ->
          throw new CorruptLayoutException(
              "a ripple of kind %d; expected 0 to %d".formatted(kind, DISPLACED));
    };
  }
}
