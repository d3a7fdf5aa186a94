package io.eddy.memory.flink;

import io.eddy.memory.ranker.SourceState;
import io.eddy.memory.ranker.SourceStateLayout;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serializer of {@link SourceState}, in the layout of {@link SourceStateLayout}. */
public final class SourceStateSerializer extends VersionedSerializer<SourceState> {
  /** The serializer; stateless. */
  public static final SourceStateSerializer INSTANCE = new SourceStateSerializer();

  private SourceStateSerializer() {}

  @Override
  public Class<SourceState> type() {
    return SourceState.class;
  }

  @Override
  protected int version() {
    return SourceStateLayout.INSTANCE.version();
  }

  @Override
  protected void write(SourceState value, DataOutputView out) throws IOException {
    SourceStateLayout.INSTANCE.writeBody(value, out);
  }

  @Override
  protected SourceState read(int version, DataInputView in) throws IOException {
    return SourceStateLayout.INSTANCE.readBody(version, in);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public SourceState copy(SourceState state) {
    return state.copy();
  }
}
