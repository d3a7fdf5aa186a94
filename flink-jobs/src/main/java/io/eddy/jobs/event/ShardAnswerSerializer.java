package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.rank.ScoredCandidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Serializes {@link ShardAnswer}. */
public final class ShardAnswerSerializer extends VersionedSerializer<ShardAnswer> {
  private static final long serialVersionUID = 1L;

  public static final ShardAnswerSerializer INSTANCE = new ShardAnswerSerializer();

  @Override
  public Class<ShardAnswer> type() {
    return ShardAnswer.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(ShardAnswer value, DataOutputView out) throws IOException {
    value.ref().write(out);
    out.writeInt(value.shards());
    PartialRanking ranking = value.ranking();
    out.writeInt(ranking.top().size());
    for (ScoredCandidate candidate : ranking.top()) {
      StringValue.writeString(candidate.id(), out);
      out.writeDouble(candidate.score());
    }
    out.writeInt(ranking.candidates());
    out.writeInt(ranking.better());
    out.writeInt(ranking.tied());
    out.writeInt(ranking.baselineBetter());
    out.writeInt(ranking.baselineTied());
  }

  @Override
  protected ShardAnswer read(int version, DataInputView in) throws IOException {
    EdgeRef ref = EdgeRef.read(in);
    int shards = in.readInt();
    int size = in.readInt();
    List<ScoredCandidate> top = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      top.add(new ScoredCandidate(StringValue.readString(in), in.readDouble()));
    }
    return new ShardAnswer(
        ref,
        shards,
        new PartialRanking(
            top, in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt()));
  }
}
