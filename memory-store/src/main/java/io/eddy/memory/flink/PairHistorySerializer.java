package io.eddy.memory.flink;

import io.eddy.memory.layout.PairHistoryLayout;
import io.eddy.memory.pair.PairHistory;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serializer of {@link PairHistory}, in the layout of {@link PairHistoryLayout}. */
public final class PairHistorySerializer extends VersionedSerializer<PairHistory> {
  /** The serializer; stateless. */
  public static final PairHistorySerializer INSTANCE = new PairHistorySerializer();

  private PairHistorySerializer() {}

  @Override
  public Class<PairHistory> type() {
    return PairHistory.class;
  }

  @Override
  protected int version() {
    return PairHistoryLayout.INSTANCE.version();
  }

  @Override
  protected void write(PairHistory history, DataOutputView out) throws IOException {
    PairHistoryLayout.INSTANCE.writeBody(history, out);
  }

  @Override
  protected PairHistory read(int version, DataInputView in) throws IOException {
    return PairHistoryLayout.INSTANCE.readBody(version, in);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public PairHistory copy(PairHistory history) {
    return history.copy();
  }
}
