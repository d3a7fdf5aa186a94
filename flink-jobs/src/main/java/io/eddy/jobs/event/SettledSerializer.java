package io.eddy.jobs.event;

import io.eddy.memory.flink.CandidateCardSerializer;
import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Settled}. */
public final class SettledSerializer extends VersionedSerializer<Settled> {
  private static final long serialVersionUID = 1L;

  public static final SettledSerializer INSTANCE = new SettledSerializer();

  @Override
  public Class<Settled> type() {
    return Settled.class;
  }

  @Override
  protected int version() {
    return 2;
  }

  @Override
  protected void write(Settled value, DataOutputView out) throws IOException {
    OfferSerializer.INSTANCE.serialize(value.offer(), out);
    CandidateCardSerializer.INSTANCE.serialize(value.before(), out);
    OptionalFields.writeFloats(value.after(), out);
  }

  @Override
  protected Settled read(int version, DataInputView in) throws IOException {
    return new Settled(
        OfferSerializer.INSTANCE.deserialize(in),
        CandidateCardSerializer.INSTANCE.deserialize(in),
        version > 1 ? OptionalFields.readFloats(in) : null);
  }
}
