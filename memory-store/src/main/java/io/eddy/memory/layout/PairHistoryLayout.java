package io.eddy.memory.layout;

import io.eddy.memory.pair.PairHistory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The layout of a {@link PairHistory}: capacity, total visits, number of destinations; then, most
 * recent first, the time (the first as it is, each other as the difference to the one before), the
 * count and the destination. About 6 bytes a destination besides its id.
 */
public final class PairHistoryLayout implements Layout<PairHistory> {
  /** The layout. */
  public static final PairHistoryLayout INSTANCE = new PairHistoryLayout();

  private PairHistoryLayout() {}

  @Override
  public String name() {
    return "pair history";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeBody(PairHistory history, DataOutput out) throws IOException {
    CompactFields.writeUnsigned(history.capacity(), out);
    CompactFields.writeUnsigned(history.totalVisits(), out);
    CompactFields.writeUnsigned(history.size(), out);
    long newer = 0;
    for (int i = 0; i < history.size(); i++) {
      long time = history.lastTimeMicros(i);
      if (i == 0) {
        CompactFields.writeSigned(time, out);
      } else {
        CompactFields.writeUnsigned(newer - time, out);
      }
      newer = time;
      CompactFields.writeUnsigned(history.count(i), out);
      CompactFields.writeText(history.dst(i), out);
    }
  }

  @Override
  public PairHistory readBody(int version, DataInput in) throws IOException {
    int capacity = CompactFields.readUnsignedInt(in, PairHistory.MAX_CAPACITY, "the capacity");
    long totalVisits = CompactFields.readUnsigned(in);
    int size = CompactFields.readUnsignedInt(in, capacity, "the number of destinations");
    try {
      PairHistory.Restorer restorer = new PairHistory.Restorer(capacity, size, totalVisits);
      long newer = 0;
      for (int i = 0; i < size; i++) {
        long time = i == 0 ? CompactFields.readSigned(in) : newer - CompactFields.readUnsigned(in);
        newer = time;
        long count = CompactFields.readUnsigned(in);
        restorer.add(CompactFields.readText(in), time, count);
      }
      return restorer.build();
    } catch (IllegalArgumentException e) {
      throw new CorruptLayoutException("damaged pair history: " + e.getMessage(), e);
    }
  }
}
