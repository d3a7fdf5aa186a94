package io.eddy.memory.ranker;

import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The layout of a {@link SourceView}: the source, its features, its hazards, then a row a pair. The
 * width of a row is written too, so that a view of a release with other features is refused.
 */
public final class SourceViewLayout implements Layout<SourceView> {
  /** The layout. */
  public static final SourceViewLayout INSTANCE = new SourceViewLayout();

  private SourceViewLayout() {}

  @Override
  public String name() {
    return "source view";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeBody(SourceView view, DataOutput out) throws IOException {
    CompactFields.writeText(view.src, out);
    out.writeLong(view.timeMicros);
    CompactFields.writeUnsigned(view.events, out);
    out.writeLong(view.firstMicros);
    writeFloats(view.source, out);
    CompactFields.writeUnsigned(view.dsts.length, out);
    for (int rank = 0; rank < view.dsts.length; rank++) {
      CompactFields.writeText(view.dsts[rank], out);
      out.writeLong(view.lasts[rank]);
    }
    writeFloats(view.pairs, out);
    SourceHazards hazards = view.hazards;
    HazardTable.write(hazards.user(), 0, hazards.user().length, out);
    out.write(hazards.gapBins());
    writeFloats(hazards.pairs(), out);
    out.writeByte(hazards.stayBin());
    out.writeDouble(hazards.stayed());
    out.writeDouble(hazards.couldStay());
  }

  @Override
  public SourceView readBody(int version, DataInput in) throws IOException {
    String src = CompactFields.readText(in);
    long time = in.readLong();
    long events = CompactFields.readUnsigned(in);
    long first = in.readLong();
    float[] source = readFloats(in, RankerFeatures.PAIR, "the source's features");
    int size = CompactFields.readUnsignedInt(in, RankerSettings.MAX_BOUND, "the pairs of a view");
    String[] dsts = new String[size];
    long[] lasts = new long[size];
    for (int rank = 0; rank < size; rank++) {
      dsts[rank] = CompactFields.readText(in);
      lasts[rank] = in.readLong();
    }
    float[] pairs = readFloats(in, size * SourceView.PAIR_WIDTH, "the pairs' features");
    double[] user = new double[HazardTable.WIDTH];
    HazardTable.read(user, 0, user.length, in);
    byte[] gapBins = new byte[size];
    in.readFully(gapBins);
    for (byte bin : gapBins) {
      checkBin(bin, 0, RankerScales.GAP_BINS);
    }
    float[] counts = readFloats(in, size * SourceHazards.PAIR_COUNTS, "the pairs' hazards");
    int stayBin = checkBin(in.readByte(), -1, RankerScales.STAY_BINS);
    if (events > 0 && stayBin < 0) {
      throw new CorruptLayoutException("damaged source view: events, but no pause since the last");
    }
    double stayed = in.readDouble();
    double couldStay = in.readDouble();
    return new SourceView(
        src,
        time,
        events,
        first,
        source,
        dsts,
        lasts,
        pairs,
        new SourceHazards(user, gapBins, counts, stayBin, stayed, couldStay));
  }

  private static int checkBin(int bin, int min, int bins) throws CorruptLayoutException {
    if (bin < min || bin >= bins) {
      throw new CorruptLayoutException(
          "damaged source view: bin %d; expected %d to %d".formatted(bin, min, bins - 1));
    }
    return bin;
  }

  private static void writeFloats(float[] values, DataOutput out) throws IOException {
    CompactFields.writeUnsigned(values.length, out);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] readFloats(DataInput in, int expected, String what) throws IOException {
    long length = CompactFields.readUnsigned(in);
    if (length != expected) {
      throw new CorruptLayoutException(
          "%s of a source view are %d numbers; expected %d: the view is damaged or of another release"
              .formatted(what, length, expected));
    }
    float[] values = new float[expected];
    for (int i = 0; i < expected; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
