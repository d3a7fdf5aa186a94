package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A delayed message and the tick it waits for.
 *
 * @param tick arrival tick + delay
 * @param arrival order of arrival, which decides between equal ticks
 * @param message the message
 * @param <M> a message between nodes
 */
record Waiting<M>(double tick, long arrival, Message<M> message) implements Comparable<Waiting<M>> {

  static <M> Codec<Waiting<M>> codec(Codec<LoopRecord<M>> records) {
    return new Codec<>() {
      @Override
      public void write(Waiting<M> waiting, DataOutputView out) throws IOException {
        out.writeDouble(waiting.tick());
        out.writeLong(waiting.arrival());
        records.write(waiting.message(), out);
      }

      @Override
      public Waiting<M> read(DataInputView in) throws IOException {
        return new Waiting<>(in.readDouble(), in.readLong(), (Message<M>) records.read(in));
      }
    };
  }

  /** The message with what is left of its delay, at least a touch, so that it stays delayed. */
  Message<M> withDelay(double left) {
    return new Message<>(
        message.target(),
        message.payload(),
        message.time(),
        message.hop(),
        message.energy(),
        Math.max(left, Double.MIN_VALUE),
        message.from(),
        message.to());
  }

  @Override
  public int compareTo(Waiting<M> other) {
    int byTick = Double.compare(tick, other.tick);
    return byTick != 0 ? byTick : Long.compare(arrival, other.arrival);
  }
}
