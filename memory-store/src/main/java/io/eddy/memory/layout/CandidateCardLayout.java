package io.eddy.memory.layout;

import io.eddy.memory.card.CandidateCard;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The layout of a {@link CandidateCard}: id, visits and, if there were any, the last time. */
public final class CandidateCardLayout implements Layout<CandidateCard> {
  /** The layout. */
  public static final CandidateCardLayout INSTANCE = new CandidateCardLayout();

  private CandidateCardLayout() {}

  @Override
  public String name() {
    return "candidate card";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeBody(CandidateCard card, DataOutput out) throws IOException {
    CompactFields.writeText(card.id(), out);
    CompactFields.writeUnsigned(card.visits(), out);
    if (card.visits() > 0) {
      CompactFields.writeSigned(card.lastTimeMicros(), out);
    }
  }

  @Override
  public CandidateCard readBody(int version, DataInput in) throws IOException {
    String id = CompactFields.readText(in);
    long visits = CompactFields.readUnsigned(in);
    if (visits < 0) {
      throw new CorruptLayoutException(
          "damaged candidate card '%s': %s visits".formatted(id, Long.toUnsignedString(visits)));
    }
    return visits == 0
        ? CandidateCard.unseen(id)
        : new CandidateCard(id, visits, CompactFields.readSigned(in));
  }
}
