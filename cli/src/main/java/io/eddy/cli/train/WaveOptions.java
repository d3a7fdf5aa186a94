package io.eddy.cli.train;

import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.train.TgnTrainingSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code eddy train tgn} for the waves of {@code --hops 2} and more. */
final class WaveOptions {
  private static final int MOST_RECENT = 4;

  @Option(
      names = "--cell",
      completionCandidates = Cells.class,
      paramLabel = "NAME",
      description = {
        "With --hops 2 and more, how a memory takes in a message: one of",
        "${COMPLETION-CANDIDATES} (default: gwac, whose gate can ignore it)."
      })
  private @Nullable String cell;

  @Option(
      names = "--halting",
      completionCandidates = Haltings.class,
      paramLabel = "NAME",
      description = {
        "With --hops 2 and more, how a wave spends its energy and ends: one of",
        "${COMPLETION-CANDIDATES} (default: act)."
      })
  private @Nullable String halting;

  @Option(
      names = "--fan-out",
      paramLabel = "N",
      description = {
        "With --hops 2 and more, how many of its most recent neighbours a node says something to",
        "(default: 4, or --neighbours where that is less)."
      })
  private @Nullable Integer fanOut;

  @Option(
      names = "--least-energy",
      paramLabel = "SHARE",
      description = "With --hops 2 and more, a wave with less energy ends, 0 to 1 (default: 0.01).")
  private @Nullable Float leastEnergy;

  @Option(
      names = "--ponder",
      paramLabel = "WEIGHT",
      description = {
        "With --hops 2 and more, what the training loss has of the mean energy that is passed on",
        "(default: 0.01)."
      })
  private @Nullable Double ponder;

  /**
   * The waves; null where hops ask for none.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  @Nullable WaveSettings settings(int hops, int neighbours) {
    if (hops < WaveSettings.LEAST_HOPS) {
      requireNoneGiven(hops);
      return null;
    }
    return new WaveSettings(
        named("--cell", cell == null ? "gwac" : cell, Cells.NAMES, Cells.KINDS),
        named("--halting", halting == null ? "act" : halting, Haltings.NAMES, Haltings.KINDS),
        hops,
        fanOut == null ? Math.min(MOST_RECENT, neighbours) : fanOut,
        leastEnergy == null ? 0.01f : leastEnergy);
  }

  /** The weight of the ponder cost. */
  double ponder() {
    return ponder == null ? TgnTrainingSettings.PONDER : ponder;
  }

  private void requireNoneGiven(int hops) {
    List<String> given = new ArrayList<>();
    add(given, "--cell", cell);
    add(given, "--halting", halting);
    add(given, "--fan-out", fanOut);
    add(given, "--least-energy", leastEnergy);
    add(given, "--ponder", ponder);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: there are no waves with --hops %d; give --hops 2 or more, or leave it out"
              .formatted(String.join(", ", given), hops));
    }
  }

  private static void add(List<String> given, String name, @Nullable Object value) {
    if (value != null) {
      given.add(name + " " + value);
    }
  }

  private static <T> T named(String option, String name, List<String> names, List<T> kinds) {
    int index = names.indexOf(name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(
          "%s '%s'; expected one of %s".formatted(option, name, String.join(", ", names)));
    }
    return kinds.get(index);
  }

  /** The cells that a memory can have. */
  static final class Cells implements Iterable<String> {
    static final List<String> NAMES = List.of("gwac", "gru", "rnn");
    static final List<CellKind> KINDS = List.of(CellKind.GATED, CellKind.GRU, CellKind.RNN);

    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }

  /** The ways to spend energy. */
  static final class Haltings implements Iterable<String> {
    static final List<String> NAMES = List.of("act", "iter", "none");
    static final List<Halting> KINDS = List.of(Halting.ACT, Halting.ITER, Halting.NONE);

    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }
}
