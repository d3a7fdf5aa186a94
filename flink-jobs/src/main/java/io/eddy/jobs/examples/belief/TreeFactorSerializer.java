package io.eddy.jobs.examples.belief;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link TreeFactor}: the node, its potential, and the tables of its edges. */
public final class TreeFactorSerializer extends VersionedSerializer<TreeFactor> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final TreeFactorSerializer INSTANCE = new TreeFactorSerializer();

  @Override
  public Class<TreeFactor> type() {
    return TreeFactor.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(TreeFactor value, DataOutputView out) throws IOException {
    CompactFields.writeText(value.node(), out);
    ListFields.writeDoubles(value.potential(), out);
    ListFields.write(value.couplings(), TreeFactorSerializer::writeCoupling, out);
  }

  @Override
  protected TreeFactor read(int version, DataInputView in) throws IOException {
    return new TreeFactor(
        CompactFields.readText(in),
        ListFields.readDoubles(in),
        ListFields.read(TreeFactorSerializer::readCoupling, in));
  }

  private static void writeCoupling(TreeFactor.Coupling coupling, DataOutput out)
      throws IOException {
    CompactFields.writeText(coupling.neighbour(), out);
    ListFields.writeDoubles(coupling.table(), out);
  }

  private static TreeFactor.Coupling readCoupling(DataInput in) throws IOException {
    return new TreeFactor.Coupling(CompactFields.readText(in), ListFields.readDoubles(in));
  }
}
