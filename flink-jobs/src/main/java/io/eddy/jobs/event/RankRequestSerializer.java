package io.eddy.jobs.event;

import io.eddy.memory.flink.CandidateCardSerializer;
import io.eddy.memory.flink.PairHistorySerializer;
import io.eddy.memory.flink.SourceViewSerializer;
import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link RankRequest}. */
public final class RankRequestSerializer extends VersionedSerializer<RankRequest> {
  private static final long serialVersionUID = 1L;

  public static final RankRequestSerializer INSTANCE = new RankRequestSerializer();

  @Override
  public Class<RankRequest> type() {
    return RankRequest.class;
  }

  @Override
  protected int version() {
    return 2;
  }

  @Override
  protected void write(RankRequest value, DataOutputView out) throws IOException {
    out.writeInt(value.shard());
    out.writeInt(value.shards());
    out.writeBoolean(value.owner());
    value.ref().write(out);
    PairHistorySerializer.INSTANCE.serialize(value.history(), out);
    OptionalFields.write(value.view(), SourceViewSerializer.INSTANCE, out);
    CandidateCardSerializer.INSTANCE.serialize(value.before(), out);
    OptionalFields.write(value.memory(), MemoryViewSerializer.INSTANCE, out);
  }

  @Override
  protected RankRequest read(int version, DataInputView in) throws IOException {
    return new RankRequest(
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        EdgeRef.read(in),
        PairHistorySerializer.INSTANCE.deserialize(in),
        OptionalFields.read(SourceViewSerializer.INSTANCE, in),
        CandidateCardSerializer.INSTANCE.deserialize(in),
        version > 1 ? OptionalFields.read(MemoryViewSerializer.INSTANCE, in) : null);
  }
}
