package io.eddy.jobs.examples.synchronizer;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes {@link SynchronizerState}: the layer, the values, whether it started, the neighbours,
 * and both inboxes.
 */
public final class SynchronizerStateSerializer extends VersionedSerializer<SynchronizerState> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final SynchronizerStateSerializer INSTANCE = new SynchronizerStateSerializer();

  @Override
  public Class<SynchronizerState> type() {
    return SynchronizerState.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(SynchronizerState value, DataOutputView out) throws IOException {
    out.writeInt(value.layer());
    ListFields.writeFloats(value.values(), out);
    List<String> neighbours = value.neighbours();
    out.writeBoolean(neighbours != null);
    if (neighbours != null) {
      ListFields.writeTexts(neighbours, out);
    }
    writeInbox(value.current(), out);
    writeInbox(value.next(), out);
  }

  @Override
  protected SynchronizerState read(int version, DataInputView in) throws IOException {
    int layer = in.readInt();
    List<Float> values = ListFields.readFloats(in);
    List<String> neighbours = in.readBoolean() ? ListFields.readTexts(in) : null;
    return new SynchronizerState(layer, values, neighbours, readInbox(in), readInbox(in));
  }

  private static void writeInbox(Inbox inbox, DataOutputView out) throws IOException {
    out.writeInt(inbox.count());
    ListFields.writeFloats(inbox.sum(), out);
  }

  private static Inbox readInbox(DataInputView in) throws IOException {
    return new Inbox(in.readInt(), ListFields.readFloats(in));
  }
}
