package io.eddy.memory.ranker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How sources return and stay over the whole stream, never forgotten; every shard keeps the same.
 * An event costs O(remembered pairs). Not thread-safe.
 */
final class StreamHabits {
  private final double[] hazards = new double[HazardTable.WIDTH];
  private final double[] stayed = new double[RankerScales.STAY_BINS];
  private final double[] couldStay = new double[RankerScales.STAY_BINS];

  /** Takes in an event of a source that had one before. */
  void apply(SourceView view, int rank) {
    for (int r = 0; r < view.dsts.length; r++) {
      int gapBin = HazardTable.gapBin(view.hazards.gapBins()[r]);
      HazardTable.expose(hazards, 0, RankerScales.rankBin(r), gapBin, r == rank, 1);
    }
    int bin = view.hazards.stayBin();
    couldStay[bin]++;
    stayed[bin] += rank == 0 ? 1 : 0;
  }

  /** How often an exposed pair in this bin is chosen. */
  double rate(int bin) {
    return HazardTable.globalRate(hazards, bin);
  }

  /** How often a source stays after a pause of this bin. */
  double stayRate(int bin) {
    return HazardTable.globalRate(stayed[bin], couldStay[bin]);
  }

  void write(DataOutput out) throws IOException {
    HazardTable.write(hazards, 0, hazards.length, out);
    HazardTable.write(stayed, 0, stayed.length, out);
    HazardTable.write(couldStay, 0, couldStay.length, out);
  }

  void read(DataInput in) throws IOException {
    HazardTable.read(hazards, 0, hazards.length, in);
    HazardTable.read(stayed, 0, stayed.length, in);
    HazardTable.read(couldStay, 0, couldStay.length, in);
  }
}
