package io.eddy.jobs.examples.layout;

import io.eddy.memory.layout.CompactFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes and reads lists: the number of items as a variable-length integer, then the items. */
public final class ListFields {
  private static final int MAX_ITEMS = Integer.MAX_VALUE;
  // A damaged count must not make a reader allocate what the bytes cannot hold.
  private static final int MAX_RESERVED = 1 << 12;

  private ListFields() {}

  /** Writes one item. */
  @FunctionalInterface
  public interface ItemWriter<T> {
    void write(T item, DataOutput out) throws IOException;
  }

  /** Reads one item. */
  @FunctionalInterface
  public interface ItemReader<T> {
    T read(DataInput in) throws IOException;
  }

  /** Writes items of any kind. */
  public static <T> void write(List<T> items, ItemWriter<T> writer, DataOutput out)
      throws IOException {
    CompactFields.writeUnsigned(items.size(), out);
    for (T item : items) {
      writer.write(item, out);
    }
  }

  /** Reads what {@link #write} wrote, as an unmodifiable list. */
  public static <T> List<T> read(ItemReader<T> reader, DataInput in) throws IOException {
    int count = CompactFields.readUnsignedInt(in, MAX_ITEMS, "the length of a list");
    List<T> items = new ArrayList<>(Math.min(count, MAX_RESERVED));
    for (int i = 0; i < count; i++) {
      items.add(reader.read(in));
    }
    return Collections.unmodifiableList(items);
  }

  /** Writes texts. */
  public static void writeTexts(List<String> texts, DataOutput out) throws IOException {
    write(texts, CompactFields::writeText, out);
  }

  /** Reads texts. */
  public static List<String> readTexts(DataInput in) throws IOException {
    return read(CompactFields::readText, in);
  }

  /** Writes numbers of 64 bits. */
  public static void writeDoubles(List<Double> numbers, DataOutput out) throws IOException {
    write(numbers, (number, to) -> to.writeDouble(number), out);
  }

  /** Reads numbers of 64 bits. */
  public static List<Double> readDoubles(DataInput in) throws IOException {
    return read(DataInput::readDouble, in);
  }

  /** Writes numbers of 32 bits. */
  public static void writeFloats(List<Float> numbers, DataOutput out) throws IOException {
    write(numbers, (number, to) -> to.writeFloat(number), out);
  }

  /** Reads numbers of 32 bits. */
  public static List<Float> readFloats(DataInput in) throws IOException {
    return read(DataInput::readFloat, in);
  }
}
