package io.eddy.jobs.event;

import io.eddy.memory.flink.PairHistorySerializer;
import io.eddy.memory.flink.SourceViewSerializer;
import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Offer}. */
public final class OfferSerializer extends VersionedSerializer<Offer> {
  private static final long serialVersionUID = 1L;

  public static final OfferSerializer INSTANCE = new OfferSerializer();

  @Override
  public Class<Offer> type() {
    return Offer.class;
  }

  @Override
  protected int version() {
    return 3;
  }

  @Override
  protected void write(Offer value, DataOutputView out) throws IOException {
    value.ref().write(out);
    PairHistorySerializer.INSTANCE.serialize(value.history(), out);
    OptionalFields.write(value.view(), SourceViewSerializer.INSTANCE, out);
    out.writeBoolean(value.clamped());
    NeuralFields.writeOffered(value.neural(), out);
  }

  @Override
  protected Offer read(int version, DataInputView in) throws IOException {
    EdgeRef ref = EdgeRef.read(in);
    return new Offer(
        ref,
        PairHistorySerializer.INSTANCE.deserialize(in),
        OptionalFields.read(SourceViewSerializer.INSTANCE, in),
        in.readBoolean(),
        version > 1 ? NeuralFields.readOffered(ref, version > 2, in) : null);
  }
}
