package io.eddy.jobs.reset;

import io.eddy.jobs.event.EdgeRef;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A set of records of the edges topic, by partition and offset: those of which a topic of results
 * has a record already. It takes a bit for each offset from the first of its partition on.
 *
 * <p>Not safe for use from several threads while it grows.
 */
public final class Written implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Offsets of one partition, counted from {@code first}. */
  record Offsets(long first, BitSet bits) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final TreeMap<Integer, Offsets> partitions = new TreeMap<>();

  /**
   * An empty set of records that are not before these offsets.
   *
   * @param firsts the first offset of each partition; what is before it, or of another partition,
   *     is not taken in
   */
  public Written(Map<Integer, Long> firsts) {
    firsts.forEach((partition, first) -> put(partition, new Offsets(first, new BitSet())));
  }

  /**
   * Takes a record in; one before its partition's first offset is left out.
   *
   * @param origin partition and offset, as {@link EdgeRef#origin(int, long)} makes it
   */
  public void add(long origin) {
    Offsets offsets = partitions.get(EdgeRef.partition(origin));
    if (offsets == null || EdgeRef.offset(origin) < offsets.first()) {
      return;
    }
    offsets.bits().set(Math.toIntExact(EdgeRef.offset(origin) - offsets.first()));
  }

  /** Whether a record is in the set. */
  public boolean contains(long origin) {
    Offsets offsets = partitions.get(EdgeRef.partition(origin));
    if (offsets == null) {
      return false;
    }
    long place = EdgeRef.offset(origin) - offsets.first();
    return place >= 0 && place < offsets.bits().length() && offsets.bits().get((int) place);
  }

  /** The records of this set and of another one over the same partitions and first offsets. */
  public Written and(Written other) {
    Written both = new Written(Map.of());
    partitions.forEach(
        (partition, offsets) -> {
          BitSet bits = (BitSet) offsets.bits().clone();
          bits.or(Objects.requireNonNull(other.partitions.get(partition)).bits());
          both.put(partition, new Offsets(offsets.first(), bits));
        });
    return both;
  }

  /** How many records there are. */
  public long size() {
    return partitions.values().stream().mapToLong(offsets -> offsets.bits().cardinality()).sum();
  }

  Map<Integer, Offsets> partitions() {
    return partitions;
  }

  void put(int partition, Offsets offsets) {
    partitions.put(partition, offsets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Written that && partitions.equals(that.partitions);
  }

  @Override
  public int hashCode() {
    return partitions.hashCode();
  }

  @Override
  public String toString() {
    return "records written: " + partitions;
  }
}
