package io.eddy.memory.ranker;

import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The layout of a {@link SourceState}: statistics, pairs most recent first, habits. Numbers that
 * decay are kept in full, so that a restart changes no feature by a bit; about 200 bytes a pair.
 */
public final class SourceStateLayout implements Layout<SourceState> {
  /** The layout. */
  public static final SourceStateLayout INSTANCE = new SourceStateLayout();

  private SourceStateLayout() {}

  @Override
  public String name() {
    return "source state";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeBody(SourceState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public SourceState readBody(int version, DataInput in) throws IOException {
    try {
      return SourceState.read(in);
    } catch (IndexOutOfBoundsException e) {
      throw new CorruptLayoutException("damaged source state: " + e.getMessage(), e);
    }
  }
}
