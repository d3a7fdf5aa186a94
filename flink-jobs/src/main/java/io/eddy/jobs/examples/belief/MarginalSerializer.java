package io.eddy.jobs.examples.belief;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Marginal}. */
public final class MarginalSerializer extends VersionedSerializer<Marginal> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final MarginalSerializer INSTANCE = new MarginalSerializer();

  @Override
  public Class<Marginal> type() {
    return Marginal.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Marginal value, DataOutputView out) throws IOException {
    CompactFields.writeText(value.node(), out);
    ListFields.writeDoubles(value.probabilities(), out);
  }

  @Override
  protected Marginal read(int version, DataInputView in) throws IOException {
    return new Marginal(CompactFields.readText(in), ListFields.readDoubles(in));
  }
}
