package io.eddy.jobs.ripple;

import io.eddy.memory.flink.FollowersSerializer;
import io.eddy.memory.flink.NeuralMemorySerializer;
import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link NeuralNode}; each part in its own versioned layout. */
public final class NeuralNodeSerializer extends VersionedSerializer<NeuralNode> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final NeuralNodeSerializer INSTANCE = new NeuralNodeSerializer();

  @Override
  public Class<NeuralNode> type() {
    return NeuralNode.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(NeuralNode node, DataOutputView out) throws IOException {
    NeuralMemorySerializer.INSTANCE.serialize(node.memory(), out);
    FollowersSerializer.INSTANCE.serialize(node.followers(), out);
  }

  @Override
  protected NeuralNode read(int version, DataInputView in) throws IOException {
    return new NeuralNode(
        NeuralMemorySerializer.INSTANCE.deserialize(in),
        FollowersSerializer.INSTANCE.deserialize(in));
  }

  /** False: the parts change in place, so a snapshot needs a copy. */
  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public NeuralNode copy(NeuralNode node) {
    return node.copy();
  }
}
