package io.eddy.jobs.examples.star;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link StarMessage}: which of the two it is, then its fields. */
public final class StarMessageSerializer extends VersionedSerializer<StarMessage> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final StarMessageSerializer INSTANCE = new StarMessageSerializer();

  @Override
  public Class<StarMessage> type() {
    return StarMessage.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(StarMessage value, DataOutputView out) throws IOException {
    boolean isToss = value instanceof StarMessage.Toss;
    out.writeBoolean(isToss);
    if (value instanceof StarMessage.Toss toss) {
      CompactFields.writeText(toss.center(), out);
      out.writeBoolean(toss.heads());
      ListFields.writeTexts(toss.clashing(), out);
    } else if (value instanceof StarMessage.Claim claim) {
      CompactFields.writeText(claim.coins(), out);
    }
  }

  @Override
  protected StarMessage read(int version, DataInputView in) throws IOException {
    boolean isToss = in.readBoolean();
    String text = CompactFields.readText(in);
    return isToss
        ? new StarMessage.Toss(text, in.readBoolean(), ListFields.readTexts(in))
        : new StarMessage.Claim(text);
  }
}
