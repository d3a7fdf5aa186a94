package io.eddy.memory.node;

/**
 * How large a neural memory is: on the heap of a 64-bit JVM with compressed pointers, and
 * serialized, which is what a checkpoint and RocksDB hold before compression.
 */
public final class MemoryBytes {
  private static final int OBJECT_HEADER = 12;
  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;
  private static final int ALIGNMENT = 8;
  // Fields: NeuralMemory 3 references, 2 longs, 1 int; Mailbox 6 references, 2 ints; VectorRows 4
  // references, 1 int.
  private static final int MEMORY_FIELDS = 3 * REFERENCE + 2 * Long.BYTES + Integer.BYTES;
  private static final int MAILBOX_FIELDS = 6 * REFERENCE + 2 * Integer.BYTES;
  private static final int ROWS_FIELDS = 4 * REFERENCE + Integer.BYTES;
  // Version, two precisions, three dimensions, updates, time and number of mails, all short.
  private static final int FIXED_SERIALIZED = 19;
  // Difference of times and the length of the neighbour's id.
  private static final int MAIL_SERIALIZED = 6;

  private MemoryBytes() {}

  /**
   * Heap of a node that has been in a checkpoint and was told nothing, so that all its vectors are
   * its own; without the texts of its neighbours' ids, which it shares with whatever else holds
   * them.
   */
  public static long onHeap(NeuralMemory memory) {
    return aligned(OBJECT_HEADER + MEMORY_FIELDS)
        + aligned(OBJECT_HEADER + MAILBOX_FIELDS)
        + rows(memory.vector())
        + rows(memory.mailbox().features())
        + rows(memory.mailbox().memories())
        + array((long) memory.mailbox().room() * REFERENCE)
        + array((long) memory.mailbox().room() * Integer.BYTES)
        + array((long) memory.mailbox().room() * Long.BYTES);
  }

  /**
   * Serialized bytes of a node, about.
   *
   * @param mails how many mails it has
   * @param idBytes UTF-8 bytes of a neighbour's id
   */
  public static long serialized(MemoryShape shape, int mails, int idBytes) {
    long vector = (long) shape.memory() * shape.memories().bytes();
    long features = (long) shape.features() * shape.edgeFeatures().bytes();
    return FIXED_SERIALIZED + vector + mails * (vector + features + idBytes + MAIL_SERIALIZED);
  }

  /** The rows, what refers to them, and which of them others have too. */
  private static long rows(VectorRows rows) {
    long row = array((long) rows.width() * rows.precision().bytes());
    return aligned(OBJECT_HEADER + ROWS_FIELDS)
        + rows.rows() * row
        + array((long) rows.rows() * REFERENCE)
        + array(rows.rows());
  }

  /** An empty array is shared and costs a node nothing. */
  private static long array(long bytes) {
    return bytes == 0 ? 0 : aligned(ARRAY_HEADER + bytes);
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
