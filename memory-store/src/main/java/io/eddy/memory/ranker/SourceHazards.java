package io.eddy.memory.ranker;

/**
 * A source's habits of return as a query takes them along; the rates are completed where those of
 * the whole stream are known.
 *
 * @param user chosen and exposed counts of the source by bin, as {@link HazardTable} lays them out
 * @param gapBins of each pair, most recent first: the bin of the time since its last visit
 * @param pairs of each pair: chosen and exposed in its rank bin, chosen and exposed in its gap bin
 * @param stayBin the bin of the time since the source's last event, −1 before the first
 * @param stayed how often the source stayed in that bin
 * @param couldStay how often it could have
 */
record SourceHazards(
    double[] user, byte[] gapBins, float[] pairs, int stayBin, double stayed, double couldStay) {
  static final int PAIR_COUNTS = 4;
}
