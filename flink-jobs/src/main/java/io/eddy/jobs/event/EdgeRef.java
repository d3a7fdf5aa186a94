package io.eddy.jobs.event;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Which event it is: what every operator on its way needs to know of it.
 *
 * @param id event id
 * @param src source node
 * @param dst destination node
 * @param timeMicros event time, microseconds since 1970
 * @param appendedAtMillis when Kafka took the event in its edges topic, milliseconds since 1970
 * @param origin partition and offset in the edges topic as one number; unique in the topic
 */
public record EdgeRef(
    String id, String src, String dst, long timeMicros, long appendedAtMillis, long origin) {
  private static final int OFFSET_BITS = 48;

  /** The unique number of a record: partition in the upper 16 bits, offset in the lower 48. */
  public static long origin(int partition, long offset) {
    return ((long) partition << OFFSET_BITS) | offset;
  }

  /** The partition of an {@link #origin(int, long) origin}. */
  public static int partition(long origin) {
    return (int) (origin >>> OFFSET_BITS);
  }

  /** The offset of an {@link #origin(int, long) origin}. */
  public static long offset(long origin) {
    return origin & ((1L << OFFSET_BITS) - 1);
  }

  /** Event time in Flink's unit, milliseconds, rounded down. */
  public long timeMillis() {
    return Math.floorDiv(timeMicros, 1000L);
  }

  /**
   * Whether the event time is a stray one: further ahead of the event's append in Kafka than a
   * limit. The append stands for the clock, so a backlog that is read later has the same strays.
   */
  public boolean isAhead(long maxAheadMillis) {
    return timeMillis() - appendedAtMillis > maxAheadMillis;
  }

  void write(DataOutputView out) throws IOException {
    StringValue.writeString(id, out);
    StringValue.writeString(src, out);
    StringValue.writeString(dst, out);
    out.writeLong(timeMicros);
    out.writeLong(appendedAtMillis);
    out.writeLong(origin);
  }

  static EdgeRef read(DataInputView in) throws IOException {
    return new EdgeRef(
        StringValue.readString(in),
        StringValue.readString(in),
        StringValue.readString(in),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
