package io.eddy.memory.flink;

import io.eddy.memory.ranker.SourceView;
import io.eddy.memory.ranker.SourceViewLayout;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serializer of {@link SourceView}, in the layout of {@link SourceViewLayout}. */
public final class SourceViewSerializer extends VersionedSerializer<SourceView> {
  /** The serializer; stateless. */
  public static final SourceViewSerializer INSTANCE = new SourceViewSerializer();

  private SourceViewSerializer() {}

  @Override
  public Class<SourceView> type() {
    return SourceView.class;
  }

  @Override
  protected int version() {
    return SourceViewLayout.INSTANCE.version();
  }

  @Override
  protected void write(SourceView value, DataOutputView out) throws IOException {
    SourceViewLayout.INSTANCE.writeBody(value, out);
  }

  @Override
  protected SourceView read(int version, DataInputView in) throws IOException {
    return SourceViewLayout.INSTANCE.readBody(version, in);
  }
}
