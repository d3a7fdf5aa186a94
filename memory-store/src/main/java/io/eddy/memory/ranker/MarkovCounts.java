package io.eddy.memory.ranker;

import io.eddy.memory.layout.CompactFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often a source went on from one context (its last destination, or its last two) to each of
 * its destinations. Destinations are slots of its {@link PairTable}. Bounded: the contexts not used
 * for longest go first, and within a context the rarest of {@value #MAX_TARGETS} destinations. A
 * step is O({@value #MAX_TARGETS}); {@link #forget} is O(contexts × {@value #MAX_TARGETS}). Not
 * thread-safe.
 */
final class MarkovCounts {
  static final int MAX_TARGETS = 64;
  private static final int INITIAL_ROOM = 2;

  private static final class Row {
    private int size;
    private long total;
    private int[] targets = new int[INITIAL_ROOM];
    private long[] counts = new long[INITIAL_ROOM];

    private void add(int target, long count) {
      total += count;
      for (int i = 0; i < size; i++) {
        if (targets[i] == target) {
          counts[i] += count;
          return;
        }
      }
      if (size == MAX_TARGETS) {
        remove(rarest());
      }
      if (size == targets.length) {
        targets = Arrays.copyOf(targets, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      targets[size] = target;
      counts[size] = count;
      size++;
    }

    private int rarest() {
      int rarest = 0;
      for (int i = 1; i < size; i++) {
        rarest = counts[i] < counts[rarest] ? i : rarest;
      }
      return rarest;
    }

    private void remove(int i) {
      total -= counts[i];
      size--;
      System.arraycopy(targets, i + 1, targets, i, size - i);
      System.arraycopy(counts, i + 1, counts, i, size - i);
    }

    private void forget(int target) {
      for (int i = 0; i < size; i++) {
        if (targets[i] == target) {
          remove(i);
          return;
        }
      }
    }
  }

  private final Map<Long, Row> rows = new LinkedHashMap<>();

  /** A context of one destination. */
  static long context(int slot) {
    return context(slot, slot);
  }

  /** A context of the last but one and the last destination. */
  static long context(int before, int slot) {
    return ((long) before << Integer.SIZE) | slot;
  }

  /** Takes in one step from a context. */
  void add(long context, int target, int maxContexts) {
    Row row = rows.remove(context);
    if (row == null) {
      row = new Row();
      if (rows.size() >= maxContexts) {
        Iterator<Long> oldest = rows.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }
    row.add(target, 1);
    rows.put(context, row);
  }

  /** All steps from a context. */
  long total(long context) {
    Row row = rows.get(context);
    return row == null ? 0 : row.total;
  }

  /** Writes the steps from a context to each destination, at the index of its slot. */
  void scatter(long context, long[] counts) {
    @Nullable Row row = rows.get(context);
    if (row != null) {
      for (int i = 0; i < row.size; i++) {
        counts[row.targets[i]] = row.counts[i];
      }
    }
  }

  /**
   * Removes whatever has to do with a slot, before another destination takes it. Looks through all
   * contexts: only a source at its bound of pairs that goes somewhere new pays this.
   */
  void forget(int slot) {
    Iterator<Map.Entry<Long, Row>> entries = rows.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Long, Row> entry = entries.next();
      Row row = entry.getValue();
      row.forget(slot);
      long context = entry.getKey();
      if (row.size == 0 || (int) context == slot || (int) (context >>> Integer.SIZE) == slot) {
        entries.remove();
      }
    }
  }

  /**
   * Writes all counts.
   *
   * @param places the number to write for each slot
   */
  void write(int[] places, DataOutput out) throws IOException {
    CompactFields.writeUnsigned(rows.size(), out);
    for (Map.Entry<Long, Row> entry : rows.entrySet()) {
      long context = entry.getKey();
      CompactFields.writeUnsigned(places[(int) (context >>> Integer.SIZE)], out);
      CompactFields.writeUnsigned(places[(int) context], out);
      Row row = entry.getValue();
      CompactFields.writeUnsigned(row.size, out);
      for (int i = 0; i < row.size; i++) {
        CompactFields.writeUnsigned(places[row.targets[i]], out);
        CompactFields.writeUnsigned(row.counts[i], out);
      }
    }
  }

  /**
   * Reads all counts.
   *
   * @param slots how many slots there are
   */
  void read(int slots, DataInput in) throws IOException {
    int contexts = CompactFields.readUnsignedInt(in, RankerSettings.MAX_BOUND, "the contexts");
    for (int c = 0; c < contexts; c++) {
      int before = CompactFields.readUnsignedInt(in, slots - 1, "a slot");
      int last = CompactFields.readUnsignedInt(in, slots - 1, "a slot");
      Row row = new Row();
      int targets = CompactFields.readUnsignedInt(in, MAX_TARGETS, "the targets of a context");
      for (int i = 0; i < targets; i++) {
        int target = CompactFields.readUnsignedInt(in, slots - 1, "a slot");
        row.add(target, CompactFields.readUnsigned(in));
      }
      rows.put(context(before, last), row);
    }
  }
}
