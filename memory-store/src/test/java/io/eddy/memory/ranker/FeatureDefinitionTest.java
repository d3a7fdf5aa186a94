package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.memory.ranker.Replay.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features against their definitions, computed anew from all past events. */
class FeatureDefinitionTest {
  private static final int EVENTS = 400;
  private static final double TOLERANCE = 2e-6;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void featuresAreWhatTheirDefinitionsSay(long seed) {
    Replay replay = new Replay(Replay.SETTINGS, 1);
    List<Event> past = new ArrayList<>();
    for (Event event : Replay.events(seed, EVENTS)) {
      History history = new History(past, event.src(), event.timeMicros());
      for (Map.Entry<String, float[]> row : replay.rows(event).entrySet()) {
        checkSource(history, row.getValue());
        checkPair(history, row.getKey(), row.getValue());
        checkDestination(history, row.getKey(), row.getValue());
        checkTransition(history, row.getKey(), row.getValue());
      }
      replay.apply(event);
      past.add(event);
    }
  }

  private static void checkSource(History h, float[] row) {
    List<Event> own = h.own();
    check(row, "source.logEvents", Math.log1p(own.size()));
    check(row, "source.logDistinct", Math.log1p(h.recent().size()));
    check(row, "source.logGap", own.isEmpty() ? 15 : h.logSince(own.get(own.size() - 1)));
    check(row, "source.logAge", own.isEmpty() ? 0 : h.logSince(own.get(0)));
    int run = 0;
    while (run < own.size() && own.get(own.size() - 1 - run).dst().equals(h.recent().get(0))) {
      run++;
    }
    check(row, "source.logRun", Math.log1p(run));
    double same = 0.8;
    for (int i = 1; i < own.size(); i++) {
      same = 0.97 * same + 0.03 * (own.get(i).dst().equals(own.get(i - 1).dst()) ? 1 : 0);
    }
    check(row, "source.sameSlow", same);
  }

  private static void checkPair(History h, String dst, float[] row) {
    List<Event> visits = h.own().stream().filter(e -> e.dst().equals(dst)).toList();
    boolean known = !visits.isEmpty();
    check(row, "pair.known", known ? 1 : 0);
    check(row, "pair.logGap", known ? h.logSince(visits.get(visits.size() - 1)) : 15);
    check(row, "pair.logCount", Math.log1p(visits.size()));
    check(row, "pair.share", known ? (double) visits.size() / h.own().size() : 0);
    int rank = h.recent().indexOf(dst);
    check(row, "pair.recency", known ? 1.0 / (1 + rank) : 0);
    check(row, "pair.logRank", known ? Math.log1p(rank) : 4);
    for (int k = 0; k < RankerSettings.PAIR_TAUS; k++) {
      double tau = Replay.SETTINGS.pairTaus().get(k);
      double decayed = h.decayed(visits, tau);
      check(row, "pair.decay" + (k + 1), Math.log(decayed + 1e-3));
      check(row, "pair.decayShare" + (k + 1), known ? h.share(visits, tau) : 0);
    }
    double fade = 0;
    long switches = 0;
    for (int i = 0; i < h.own().size(); i++) {
      boolean visit = h.own().get(i).dst().equals(dst);
      fade = 0.75 * fade + (visit ? 1 : 0);
      switches += visit && (i == 0 || !h.own().get(i - 1).dst().equals(dst)) ? 1 : 0;
    }
    check(row, "pair.fade2", fade * 0.25);
    check(row, "pair.logRuns", Math.log1p(switches));
    int steps = 0;
    int from = 0;
    for (int i = 1; i < h.own().size(); i++) {
      if (h.own().get(i - 1).dst().equals(h.recent().get(0))) {
        from++;
        steps += h.own().get(i).dst().equals(dst) ? 1 : 0;
      }
    }
    check(row, "pair.step1", steps / (from + 0.5));
    if (known) {
      int at = h.past().lastIndexOf(visits.get(visits.size() - 1));
      long others =
          h.past().subList(at + 1, h.past().size()).stream()
              .filter(e -> e.dst().equals(dst))
              .count();
      check(row, "pair.logOthersSince", Math.log1p(others));
    }
  }

  private static void checkDestination(History h, String dst, float[] row) {
    List<Event> visits = h.past().stream().filter(e -> e.dst().equals(dst)).toList();
    check(row, "dst.logCount", Math.log1p(visits.size()));
    check(row, "dst.logDistinct", Math.log1p(visits.stream().map(Event::src).distinct().count()));
    check(row, "dst.logGap", visits.isEmpty() ? 15 : h.logSince(visits.get(visits.size() - 1)));
    for (int k = 0; k < RankerSettings.PAIR_TAUS; k++) {
      double decayed = h.decayed(visits, Replay.SETTINGS.pairTaus().get(k));
      check(row, "dst.events" + (k + 1), Math.log(decayed + 1e-2));
    }
    List<Event> firstOfPair = new ArrayList<>();
    List<Event> firstOfUser = new ArrayList<>();
    List<Event> switched = new ArrayList<>();
    String last = null;
    for (Event visit : visits) {
      if (firstOfPair.stream().noneMatch(e -> e.src().equals(visit.src()))) {
        firstOfPair.add(visit);
      }
      Event first =
          h.past().stream().filter(e -> e.src().equals(visit.src())).findFirst().orElseThrow();
      if (first == visit) {
        firstOfUser.add(visit);
      }
      if (!Objects.equals(last, visit.src())) {
        switched.add(visit);
      }
      last = visit.src();
    }
    check(row, "dst.newUserShare", firstOfUser.size() / (visits.size() + 1.0));
    check(row, "dst.newPairShare", firstOfPair.size() / (visits.size() + 1.0));
    check(row, "dst.lastIsSource", Objects.equals(last, h.src()) ? 1 : 0);
    for (int k = 0; k < RankerSettings.ARRIVAL_TAUS; k++) {
      double tau = Replay.SETTINGS.arrivalTaus().get(k);
      check(row, "dst.newPairs" + (k + 1), Math.log(h.decayed(firstOfPair, tau) + 1e-2));
      check(row, "dst.newUsers" + (k + 1), Math.log(h.decayed(firstOfUser, tau) + 1e-2));
    }
    for (int k = 0; k < RankerSettings.SWITCH_TAUS; k++) {
      double tau = Replay.SETTINGS.switchTaus().get(k);
      check(row, "dst.switches" + (k + 1), Math.log(h.decayed(switched, tau) + 1e-2));
    }
    List<String> order = h.recentDestinations();
    check(row, "dst.logRank", Math.log1p(visits.isEmpty() ? order.size() : order.indexOf(dst)));
  }

  private static void checkTransition(History h, String dst, float[] row) {
    String from = h.recent().isEmpty() ? null : h.recent().get(0);
    List<Event> all = new ArrayList<>();
    List<Event> here = new ArrayList<>();
    int reverse = 0;
    for (int i = 0; i < h.past().size(); i++) {
      Event event = h.past().get(i);
      String before = h.lastOf(event.src(), i);
      if (before != null && !before.equals(event.dst())) {
        if (before.equals(from)) {
          all.add(event);
        }
        if (before.equals(from) && event.dst().equals(dst)) {
          here.add(event);
        }
        reverse += before.equals(dst) && event.dst().equals(from) ? 1 : 0;
      }
    }
    double tau = Replay.SETTINGS.transitionTau();
    check(row, "transition.logRate", Math.log(here.size() / (all.size() + 2.0) + 2e-3));
    check(
        row,
        "transition.logRecentRate",
        Math.log(h.decayed(here, tau) / (h.decayed(all, tau) + 1) + 2e-3));
    check(row, "transition.logCount", Math.log1p(here.size()));
    check(row, "transition.logReverse", Math.log1p(reverse));
  }

  private static void check(float[] row, String name, double expected) {
    int column = RankerFeatures.names().indexOf(name);
    assertThat((double) row[column])
        .as(name)
        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
  }

  /** All events before a query, and what can be read off them. */
  private record History(List<Event> past, String src, long timeMicros) {
    List<Event> own() {
      return past.stream().filter(e -> e.src().equals(src)).toList();
    }

    List<String> recent() {
      return reversed(own());
    }

    List<String> recentDestinations() {
      return reversed(past);
    }

    private static List<String> reversed(List<Event> events) {
      List<String> recent = new ArrayList<>();
      for (int i = events.size() - 1; i >= 0; i--) {
        if (!recent.contains(events.get(i).dst())) {
          recent.add(events.get(i).dst());
        }
      }
      return recent;
    }

    String lastOf(String source, int before) {
      for (int i = before - 1; i >= 0; i--) {
        if (past.get(i).src().equals(source)) {
          return past.get(i).dst();
        }
      }
      return null;
    }

    double logSince(Event event) {
      return Math.log1p((timeMicros - event.timeMicros()) / 1e6);
    }

    /** Share of the source's decayed events, which the time since the last one leaves alone. */
    double share(List<Event> events, double tau) {
      History then = new History(past, src, own().get(own().size() - 1).timeMicros());
      return then.decayed(events, tau) / then.decayed(own(), tau);
    }

    double decayed(List<Event> events, double tau) {
      return events.stream()
          .mapToDouble(e -> Math.exp((e.timeMicros() - timeMicros) / 1e6 / tau))
          .sum();
    }
  }
}
