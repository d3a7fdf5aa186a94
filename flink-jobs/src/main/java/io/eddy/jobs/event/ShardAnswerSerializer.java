package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.rank.ScoredCandidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

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
    write(value.open(), out);
    StringValue.writeString(value.model(), out);
  }

  private static void write(@Nullable OpenRanking open, DataOutputView out) throws IOException {
    out.writeBoolean(open != null);
    if (open == null) {
      return;
    }
    out.writeInt(open.others().length);
    for (float score : open.others()) {
      out.writeFloat(score);
    }
    Float target = open.target();
    out.writeBoolean(target != null);
    if (target != null) {
      out.writeFloat(target);
    }
  }

  private static @Nullable OpenRanking readOpen(DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    float[] others = new float[in.readInt()];
    for (int i = 0; i < others.length; i++) {
      others[i] = in.readFloat();
    }
    return new OpenRanking(others, in.readBoolean() ? in.readFloat() : null);
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
            top, in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt()),
        readOpen(in),
        StringValue.readString(in));
  }
}
