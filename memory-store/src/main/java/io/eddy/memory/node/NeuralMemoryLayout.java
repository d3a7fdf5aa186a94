package io.eddy.memory.node;

import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The layout of a {@link NeuralMemory}: both precisions, the dimensions D, F and K, updates, time
 * and vector; then the mails, newest first: the time (the first as it is, each other as the
 * difference to the one before), the neighbour, the features and the memory. Components are
 * big-endian, 4 bytes or 2.
 */
public final class NeuralMemoryLayout implements Layout<NeuralMemory> {
  /** The layout. */
  public static final NeuralMemoryLayout INSTANCE = new NeuralMemoryLayout();

  private static final Precision[] PRECISIONS = Precision.values();

  private NeuralMemoryLayout() {}

  @Override
  public String name() {
    return "neural memory";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeBody(NeuralMemory memory, DataOutput out) throws IOException {
    MemoryShape shape = memory.shape();
    out.writeByte(shape.memories().ordinal());
    out.writeByte(shape.edgeFeatures().ordinal());
    CompactFields.writeUnsigned(shape.memory(), out);
    CompactFields.writeUnsigned(shape.features(), out);
    CompactFields.writeUnsigned(shape.mails(), out);
    CompactFields.writeUnsigned(memory.updates(), out);
    CompactFields.writeSigned(memory.lastUpdateMicros(), out);
    memory.vector().writeRow(0, out);
    Mailbox mails = memory.mailbox();
    CompactFields.writeUnsigned(mails.size(), out);
    for (int i = 0; i < mails.size(); i++) {
      long time = mails.timeMicros(i);
      if (i == 0) {
        CompactFields.writeSigned(time, out);
      } else {
        CompactFields.writeUnsigned(mails.timeMicros(i - 1) - time, out);
      }
      CompactFields.writeText(mails.neighbour(i), out);
      mails.features().writeRow(mails.slot(i), out);
      mails.memories().writeRow(mails.slot(i), out);
    }
  }

  @Override
  public NeuralMemory readBody(int version, DataInput in) throws IOException {
    MemoryShape shape = readShape(in);
    long updates = CompactFields.readUnsigned(in);
    long lastUpdate = CompactFields.readSigned(in);
    if (updates < 0) {
      throw new CorruptLayoutException(
          "damaged neural memory: %s updates".formatted(Long.toUnsignedString(updates)));
    }
    VectorRows vector = new VectorRows(shape.memory(), shape.memories(), 1);
    vector.readRow(0, in);
    Mailbox mails = new Mailbox(shape);
    mails.restoreSize(CompactFields.readUnsignedInt(in, shape.mails(), "the number of mails"));
    long newer = 0;
    for (int i = 0; i < mails.size(); i++) {
      long time = i == 0 ? CompactFields.readSigned(in) : newer - CompactFields.readUnsigned(in);
      if (i > 0 && time > newer) {
        throw new CorruptLayoutException(
            "damaged neural memory: time %d of mail %d is after that of a newer one"
                .formatted(time, i));
      }
      newer = time;
      mails.restore(i, CompactFields.readText(in), time);
      mails.features().readRow(mails.slot(i), in);
      mails.memories().readRow(mails.slot(i), in);
    }
    return new NeuralMemory(shape, vector, mails, lastUpdate, updates);
  }

  private static MemoryShape readShape(DataInput in) throws IOException {
    Precision memories = readPrecision(in);
    Precision edgeFeatures = readPrecision(in);
    int memory = CompactFields.readUnsignedInt(in, MemoryShape.MAX_WIDTH, "the memory dimension");
    int features =
        CompactFields.readUnsignedInt(in, MemoryShape.MAX_WIDTH, "the number of edge features");
    int mails =
        CompactFields.readUnsignedInt(in, MemoryShape.MAX_MAILS, "the capacity of the mailbox");
    try {
      return new MemoryShape(memory, features, mails, memories, edgeFeatures);
    } catch (IllegalArgumentException e) {
      throw new CorruptLayoutException("damaged neural memory: " + e.getMessage(), e);
    }
  }

  private static Precision readPrecision(DataInput in) throws IOException {
    int position = in.readUnsignedByte();
    if (position >= PRECISIONS.length) {
      throw new CorruptLayoutException(
          "damaged neural memory: precision %d, expected 0 to %d"
              .formatted(position, PRECISIONS.length - 1));
    }
    return PRECISIONS[position];
  }
}
