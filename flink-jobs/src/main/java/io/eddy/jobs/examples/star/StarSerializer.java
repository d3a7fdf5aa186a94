package io.eddy.jobs.examples.star;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Star}. */
public final class StarSerializer extends VersionedSerializer<Star> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final StarSerializer INSTANCE = new StarSerializer();

  @Override
  public Class<Star> type() {
    return Star.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Star value, DataOutputView out) throws IOException {
    CompactFields.writeText(value.center(), out);
    ListFields.writeTexts(value.leaves(), out);
  }

  @Override
  protected Star read(int version, DataInputView in) throws IOException {
    return new Star(CompactFields.readText(in), ListFields.readTexts(in));
  }
}
