package io.eddy.jobs.examples.star;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link StarState}: whether it is the center, then its fields. */
public final class StarStateSerializer extends VersionedSerializer<StarState> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final StarStateSerializer INSTANCE = new StarStateSerializer();

  @Override
  public Class<StarState> type() {
    return StarState.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(StarState value, DataOutputView out) throws IOException {
    boolean isCenter = value instanceof StarState.Center;
    out.writeBoolean(isCenter);
    if (value instanceof StarState.Center center) {
      ListFields.writeTexts(center.leaves(), out);
      out.writeInt(center.awaited());
      ListFields.writeTexts(center.claims(), out);
    } else if (value instanceof StarState.Leaf leaf) {
      CompactFields.writeText(leaf.coins(), out);
      out.writeBoolean(leaf.tossing());
      out.writeBoolean(leaf.done());
    }
  }

  @Override
  protected StarState read(int version, DataInputView in) throws IOException {
    if (in.readBoolean()) {
      return new StarState.Center(ListFields.readTexts(in), in.readInt(), ListFields.readTexts(in));
    }
    return new StarState.Leaf(CompactFields.readText(in), in.readBoolean(), in.readBoolean());
  }
}
