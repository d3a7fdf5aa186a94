package io.eddy.memory.flink;

import io.eddy.memory.node.NeuralMemory;
import io.eddy.memory.node.NeuralMemoryLayout;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serializer of {@link NeuralMemory}, in the layout of {@link NeuralMemoryLayout}. */
public final class NeuralMemorySerializer extends VersionedSerializer<NeuralMemory> {
  /** The serializer; stateless. */
  public static final NeuralMemorySerializer INSTANCE = new NeuralMemorySerializer();

  private NeuralMemorySerializer() {}

  @Override
  public Class<NeuralMemory> type() {
    return NeuralMemory.class;
  }

  @Override
  protected int version() {
    return NeuralMemoryLayout.INSTANCE.version();
  }

  @Override
  protected void write(NeuralMemory memory, DataOutputView out) throws IOException {
    NeuralMemoryLayout.INSTANCE.writeBody(memory, out);
  }

  @Override
  protected NeuralMemory read(int version, DataInputView in) throws IOException {
    return NeuralMemoryLayout.INSTANCE.readBody(version, in);
  }

  /** False: a memory changes in place, so a snapshot needs a copy. */
  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public NeuralMemory copy(NeuralMemory memory) {
    return memory.copy();
  }
}
