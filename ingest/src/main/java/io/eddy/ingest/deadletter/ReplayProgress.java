package io.eddy.ingest.deadletter;

import io.eddy.ingest.IngestException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which dead letters of one partition were replayed: all below an offset, and ranges above it, each
 * for one code or all. It is kept as a committed group offset with the ranges in its metadata, in
 * the transaction that writes the replayed records.
 *
 * @param base all below were replayed
 * @param ranges what was replayed above, sorted and merged
 */
record ReplayProgress(long base, List<Range> ranges) {
  /** Kafka's default bound on the metadata of an offset. */
  private static final int MAX_METADATA_CHARS = 4_096;

  /** Offsets from (included) to (not included) of letters with a code, or of all. */
  record Range(String code, long from, long to) {
    boolean covers(String candidate, long offset) {
      return from <= offset
          && offset < to
          && (code.equals(ReplayFilter.ANY_CODE) || code.equals(candidate));
    }

    @Override
    public String toString() {
      return code + ":" + from + "-" + to;
    }
  }

  /** Nothing replayed. */
  static final ReplayProgress NONE = new ReplayProgress(0, List.of());

  /** Whether a letter was replayed. */
  boolean covers(String code, long offset) {
    return offset < base || ranges.stream().anyMatch(range -> range.covers(code, offset));
  }

  /** This, and the letters with a code (or all) in a range. */
  ReplayProgress and(String code, long from, long to) {
    long newBase = base;
    List<Range> merged = new ArrayList<>();
    List<Range> all = new ArrayList<>(ranges);
    all.add(new Range(code, from, to));
    all.sort(Comparator.comparing(Range::code).thenComparingLong(Range::from));
    for (Range range : all) {
      Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && last.code().equals(range.code()) && range.from() <= last.to()) {
        merged.set(
            merged.size() - 1,
            new Range(last.code(), last.from(), Math.max(last.to(), range.to())));
      } else {
        merged.add(range);
      }
    }
    for (Range range : merged) {
      if (range.code().equals(ReplayFilter.ANY_CODE) && range.from() <= newBase) {
        newBase = Math.max(newBase, range.to());
      }
    }
    long raised = newBase;
    return new ReplayProgress(
        raised, merged.stream().filter(range -> range.to() > raised).toList());
  }

  /**
   * The ranges as text for the metadata of the committed offset.
   *
   * @throws IngestException if there are more than fit
   */
  String metadata() {
    String text = ranges.stream().map(Range::toString).collect(Collectors.joining(";"));
    if (text.length() > MAX_METADATA_CHARS) {
      throw new IngestException(
          "too many separate ranges of dead letters were replayed to remember them all (%d); replay everything once to start afresh"
              .formatted(ranges.size()),
          null);
    }
    return text;
  }

  /**
   * The progress in a committed offset.
   *
   * @throws IngestException if the metadata is not of this class
   */
  static ReplayProgress of(long base, String metadata) {
    List<Range> ranges = new ArrayList<>();
    for (String text : metadata.isEmpty() ? new String[0] : metadata.split(";")) {
      if (!text.matches("[a-z0-9*-]+:\\d{1,18}-\\d{1,18}")) {
        throw new IngestException(
            "'%s' is no record of replayed dead letters; reset the offsets of the replay group to begin afresh"
                .formatted(metadata),
            null);
      }
      int colon = text.indexOf(':');
      int dash = text.indexOf('-', colon);
      ranges.add(
          new Range(
              text.substring(0, colon),
              Long.parseLong(text.substring(colon + 1, dash)),
              Long.parseLong(text.substring(dash + 1))));
    }
    return new ReplayProgress(base, List.copyOf(ranges));
  }
}
