package io.eddy.memory.ranker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of a row of features, one row a candidate. Columns stand in four blocks, in this
 * order: those of the source, alike for all candidates of a query; those of the pair, constant for
 * a candidate that the source does not remember; those of the transition from the source's last
 * destination; those of the destination.
 */
public final class RankerFeatures {
  /** Raised whenever a feature's meaning changes without its name. */
  private static final int DEFINITIONS = 1;

  private static final List<String> NAMES =
      Stream.of(
              SourceStats.NAMES,
              SourceHabits.NAMES,
              PairTable.NAMES,
              SourceHabits.PAIR_NAMES,
              CardPairs.NAMES,
              Links.NAMES,
              DestinationTable.NAMES)
          .flatMap(List::stream)
          .toList();

  /** Where the columns of each piece start. */
  static final int SOURCE = 0;

  static final int HABITS = SourceStats.NAMES.size();
  static final int STAY = HABITS + SourceHabits.NAMES.size() - 1;
  static final int PAIR = STAY + 1;
  static final int CARD_PAIR = PAIR + SourceView.PAIR_WIDTH;
  static final int TRANSITION = CARD_PAIR + CardPairs.NAMES.size();
  static final int DESTINATION = TRANSITION + Links.NAMES.size();

  private RankerFeatures() {}

  /** The names of the columns. */
  public static List<String> names() {
    return NAMES;
  }

  /** Number of columns. */
  public static int size() {
    return NAMES.size();
  }

  /** First column of the pair's block; the source's block is everything before it. */
  public static int pairStart() {
    return PAIR;
  }

  /** First column of the transition's block. */
  public static int transitionStart() {
    return TRANSITION;
  }

  /** First column of the destination's block, which is the last one. */
  public static int destinationStart() {
    return DESTINATION;
  }

  /**
   * The SHA-256 of the columns' names and definitions and of the settings, in hexadecimal: rows of
   * one fingerprint mean the same.
   */
  public static String fingerprint(RankerSettings settings) {
    String text = DEFINITIONS + "\n" + String.join("\n", NAMES) + "\n" + settings;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256, but not this one", e);
    }
  }
}
