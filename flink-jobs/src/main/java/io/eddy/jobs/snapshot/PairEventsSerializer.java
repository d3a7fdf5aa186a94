package io.eddy.jobs.snapshot;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link PairEvents}; times as differences. */
final class PairEventsSerializer extends VersionedSerializer<PairEvents> {
  private static final long serialVersionUID = 1L;
  private static final int MAX_EVENTS = 1 << 26;

  static final PairEventsSerializer INSTANCE = new PairEventsSerializer();

  @Override
  public Class<PairEvents> type() {
    return PairEvents.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(PairEvents events, DataOutputView out) throws IOException {
    int size = events.timesMicros().length;
    CompactFields.writeUnsigned(size, out);
    long before = 0;
    for (int i = 0; i < size; i++) {
      CompactFields.writeSigned(events.timesMicros()[i] - before, out);
      out.writeFloat(events.weights()[i]);
      before = events.timesMicros()[i];
    }
  }

  @Override
  protected PairEvents read(int version, DataInputView in) throws IOException {
    int size = CompactFields.readUnsignedInt(in, MAX_EVENTS, "the number of events of a pair");
    long[] times = new long[size];
    float[] weights = new float[size];
    long before = 0;
    for (int i = 0; i < size; i++) {
      before += CompactFields.readSigned(in);
      times[i] = before;
      weights[i] = in.readFloat();
    }
    return new PairEvents(times, weights);
  }
}
