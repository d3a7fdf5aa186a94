package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes both kinds of {@link Visit}; they are part of checkpoints while they travel. */
public final class VisitSerializer extends VersionedSerializer<Visit> {
  private static final long serialVersionUID = 1L;

  public static final VisitSerializer INSTANCE = new VisitSerializer();

  @Override
  public Class<Visit> type() {
    return Visit.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Visit value, DataOutputView out) throws IOException {
    out.writeBoolean(value instanceof Offer);
    if (value instanceof Offer offer) {
      OfferSerializer.INSTANCE.serialize(offer, out);
    } else if (value instanceof Reply reply) {
      reply.ref().write(out);
    }
  }

  @Override
  protected Visit read(int version, DataInputView in) throws IOException {
    return in.readBoolean()
        ? OfferSerializer.INSTANCE.deserialize(in)
        : new Reply(EdgeRef.read(in));
  }
}
