package io.eddy.jobs.event;

import io.eddy.jobs.ripple.RippleSerializer;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CorruptLayoutException;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes the kinds of {@link Visit}, a number first; they are part of checkpoints while they
 * travel.
 */
public final class VisitSerializer extends VersionedSerializer<Visit> {
  private static final long serialVersionUID = 1L;
  private static final int REPLY = 0;
  private static final int OFFER = 1;
  private static final int HEARD = 2;

  public static final VisitSerializer INSTANCE = new VisitSerializer();

  @Override
  public Class<Visit> type() {
    return Visit.class;
  }

  @Override
  protected int version() {
    return 3;
  }

  @Override
  protected void write(Visit value, DataOutputView out) throws IOException {
    if (value instanceof Offer offer) {
      out.writeByte(OFFER);
      OfferSerializer.INSTANCE.serialize(offer, out);
    } else if (value instanceof Reply reply) {
      out.writeByte(REPLY);
      reply.ref().write(out);
      NeuralFields.writeSettled(reply.neural(), out);
    } else if (value instanceof Heard heard) {
      out.writeByte(HEARD);
      RippleSerializer.INSTANCE.serialize(heard.ripple(), out);
      OptionalFields.write(heard.model(), ReleaseSerializer.INSTANCE, out);
    }
  }

  @Override
  protected Visit read(int version, DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case OFFER -> OfferSerializer.INSTANCE.deserialize(in);
      case REPLY -> {
        EdgeRef ref = EdgeRef.read(in);
        yield new Reply(ref, version > 1 ? NeuralFields.readSettled(ref, in) : null);
      }
      case HEARD ->
          new Heard(
              RippleSerializer.INSTANCE.deserialize(in),
              version > 2 ? OptionalFields.read(ReleaseSerializer.INSTANCE, in) : null);
      default ->
          throw new CorruptLayoutException("a visit of kind %d; expected 0 to 2".formatted(kind));
    };
  }
}
