package io.eddy.benchmarks;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerScales;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceState;
import io.eddy.memory.ranker.SourceView;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Prints what one shard of the learned ranker takes on the heap with 10⁴, 10⁵ and 10⁶ candidates:
 * empty, and after events that go from uniformly drawn sources to uniformly drawn candidates, which
 * makes most pairs new and is the worst that can happen to the links. States of sources are not
 * counted. The arguments: number of events, number of sources, numbers of candidates.
 */
public final class ShardMemory {
  private static final String[] CANDIDATES = {"10000", "100000", "1000000"};
  private static final String EVENTS = "300000";
  private static final String SOURCES = "10000";
  private static final double MEGA = 1e6;

  private ShardMemory() {}

  /** The command. */
  public static void main(String[] args) {
    int events = Integer.parseInt(args.length > 0 ? args[0] : EVENTS);
    int sources = Integer.parseInt(args.length > 1 ? args[1] : SOURCES);
    System.out.printf("%d events of %d sources%n%n", events, sources);
    System.out.println(
        "| candidates | empty, MB | bytes a candidate | after the events, MB | links | µs an event |");
    System.out.println("|---|---|---|---|---|---|");
    String[] sizes = args.length > 2 ? Arrays.copyOfRange(args, 2, args.length) : CANDIDATES;
    for (String candidates : sizes) {
      measure(Integer.parseInt(candidates), events, sources);
    }
  }

  private static void measure(int candidates, int events, int sources) {
    long before = used();
    CandidateState shard = new CandidateState(new RankerScales(RankerSettings.wikipedia()));
    for (int i = 0; i < candidates; i++) {
      shard.put(BenchmarkData.id(i));
    }
    long empty = used() - before;
    long start = System.nanoTime();
    play(shard, candidates, events, sources);
    double micros = (System.nanoTime() - start) / 1e3 / events;
    long full = used() - before;
    System.out.printf(
        Locale.ROOT,
        "| %d | %.0f | %d | %.0f | %d | %.1f |%n",
        shard.size(),
        empty / MEGA,
        empty / candidates,
        full / MEGA,
        shard.links(),
        micros);
  }

  private static void play(CandidateState shard, int candidates, int events, int sources) {
    RankerScales scales = new RankerScales(RankerSettings.wikipedia());
    SourceState[] states = new SourceState[sources];
    Random random = new Random(BenchmarkData.SEED);
    long time = 1_700_000_000_000_000L;
    for (int i = 0; i < events; i++) {
      time += 1_000_000L * random.nextInt(40);
      int source = random.nextInt(sources);
      if (states[source] == null) {
        states[source] = new SourceState();
      }
      String dst = BenchmarkData.id(random.nextInt(candidates));
      SourceView view = states[source].view("user-" + source, time, scales);
      states[source].apply(dst, time, scales);
      shard.apply(view, dst);
    }
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
