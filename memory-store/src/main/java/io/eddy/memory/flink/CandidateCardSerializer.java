package io.eddy.memory.flink;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.layout.CandidateCardLayout;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serializer of {@link CandidateCard}, in the layout of {@link CandidateCardLayout}. */
public final class CandidateCardSerializer extends VersionedSerializer<CandidateCard> {
  /** The serializer; stateless. */
  public static final CandidateCardSerializer INSTANCE = new CandidateCardSerializer();

  private CandidateCardSerializer() {}

  @Override
  public Class<CandidateCard> type() {
    return CandidateCard.class;
  }

  @Override
  protected int version() {
    return CandidateCardLayout.INSTANCE.version();
  }

  @Override
  protected void write(CandidateCard card, DataOutputView out) throws IOException {
    CandidateCardLayout.INSTANCE.writeBody(card, out);
  }

  @Override
  protected CandidateCard read(int version, DataInputView in) throws IOException {
    return CandidateCardLayout.INSTANCE.readBody(version, in);
  }
}
