package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.memory.ranker.Replay.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rates "chosen when exposed" against their definition, kept the plain way. */
class HabitDefinitionTest {
  private static final int EVENTS = 600;
  private static final double TOLERANCE = 2e-6;
  private static final RankerScales SCALES = new RankerScales(Replay.SETTINGS);

  /** Chosen and exposed counts by bin, which fade when they are told to. */
  private static final class Rates {
    private final Map<Integer, double[]> bins = new HashMap<>();

    void fade(double keep) {
      bins.values().forEach(counts -> counts[0] *= keep);
      bins.values().forEach(counts -> counts[1] *= keep);
    }

    void expose(int bin, boolean chosen) {
      double[] counts = bins.computeIfAbsent(bin, key -> new double[2]);
      counts[0] += chosen ? 1 : 0;
      counts[1]++;
    }

    double[] at(int bin) {
      return bins.getOrDefault(bin, new double[2]);
    }

    double global(int bin) {
      return (at(bin)[0] + 0.001) / (at(bin)[1] + 1);
    }

    double shrunk(int bin, double prior) {
      return (at(bin)[0] + 2 * prior) / (at(bin)[1] + 2);
    }

    double log(int bin, double prior) {
      return Math.log((at(bin)[0] + 2 * prior + 1e-4) / (at(bin)[1] + 2));
    }
  }

  /** The rates of everything, and the destinations of each source, most recent first. */
  private static final class Plain {
    private final Map<String, Rates> byRank = new HashMap<>();
    private final Map<String, Rates> byGap = new HashMap<>();
    private final Map<String, Rates> stays = new HashMap<>();
    private final Map<String, List<String>> order = new HashMap<>();
    private final Map<String, Long> lasts = new HashMap<>();

    private static Rates of(Map<String, Rates> rates, String key) {
      return rates.computeIfAbsent(key, k -> new Rates());
    }

    List<String> order(String src) {
      return order.computeIfAbsent(src, key -> new ArrayList<>());
    }

    int gapBin(String src, String dst, long time) {
      return SCALES.hazardBin(lasts.get(src + dst), time);
    }

    int stayBin(String src, long time) {
      return SCALES.stayBin(lasts.get(src), time);
    }

    void apply(Event event) {
      String src = event.src();
      List<String> order = order(src);
      if (!order.isEmpty()) {
        for (Map<String, Rates> rates : List.of(byRank, byGap)) {
          of(rates, src).fade(0.98);
          order.forEach(dst -> of(rates, src + dst).fade(0.97));
          order.stream().limit(8).forEach(dst -> of(rates, dst).fade(0.99));
        }
        for (int rank = 0; rank < order.size(); rank++) {
          String dst = order.get(rank);
          boolean chosen = dst.equals(event.dst());
          List<String> levels =
              rank < 8 ? List.of("", src, dst, src + dst) : List.of("", src, src + dst);
          for (String level : levels) {
            of(byRank, level).expose(RankerScales.rankBin(rank), chosen);
            of(byGap, level).expose(gapBin(src, dst, event.timeMicros()), chosen);
          }
        }
        of(stays, src).fade(0.97);
        of(stays, order.get(0)).fade(0.98);
        for (String level : List.of("", src, order.get(0))) {
          of(stays, level)
              .expose(stayBin(src, event.timeMicros()), order.get(0).equals(event.dst()));
        }
      }
      order.remove(event.dst());
      order.add(0, event.dst());
      lasts.put(src + event.dst(), event.timeMicros());
      lasts.put(src, event.timeMicros());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ratesAreWhatTheirDefinitionSays(long seed) {
    Replay replay = new Replay(Replay.SETTINGS, 1);
    Plain plain = new Plain();
    for (Event event : Replay.events(seed, EVENTS)) {
      replay.rows(event).forEach((dst, row) -> check(plain, event, dst, row));
      replay.apply(event);
      plain.apply(event);
    }
  }

  private static void check(Plain plain, Event event, String dst, float[] row) {
    String src = event.src();
    int rank = plain.order(src).indexOf(dst);
    if (plain.order(src).isEmpty()) {
      check(row, "source.stay", 0);
    } else {
      int stayBin = plain.stayBin(src, event.timeMicros());
      double global = Plain.of(plain.stays, "").global(stayBin);
      check(row, "source.stay", Plain.of(plain.stays, src).shrunk(stayBin, global));
      check(
          row, "pair.pageStay", rank == 0 ? Plain.of(plain.stays, dst).shrunk(stayBin, global) : 0);
    }
    int rankBin = RankerScales.rankBin(Math.max(rank, 0));
    int gapBin = rank < 0 ? 0 : plain.gapBin(src, dst, event.timeMicros());
    levels(row, "Rank", plain.byRank, src, dst, rank, rankBin);
    levels(row, "Gap", plain.byGap, src, dst, rank, gapBin);
  }

  private static void levels(
      float[] row,
      String kind,
      Map<String, Rates> rates,
      String src,
      String dst,
      int rank,
      int bin) {
    double global = Plain.of(rates, "").global(bin);
    Rates user = Plain.of(rates, src);
    check(row, "pair.user" + kind + "Hazard", rank < 0 ? -9 : user.log(bin, global));
    check(
        row, "pair.page" + kind + "Hazard", rank < 0 ? -9 : Plain.of(rates, dst).log(bin, global));
    check(
        row,
        "pair.pair" + kind + "Hazard",
        rank < 0 ? -9 : Plain.of(rates, src + dst).log(bin, user.shrunk(bin, global)));
  }

  private static void check(float[] row, String name, double expected) {
    int column = RankerFeatures.names().indexOf(name);
    assertThat((double) row[column])
        .as(name)
        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
  }
}
