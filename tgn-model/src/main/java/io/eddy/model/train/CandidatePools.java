package io.eddy.model.train;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.SourceView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the hard candidates of a training query come from: the source's own most recent
 * destinations, those that were most recently active for anybody, and those that most often
 * followed the source's last one. Learns from the stream beside the features. Not thread-safe.
 */
final class CandidatePools {
  static final int OWN = 32;
  static final int ACTIVE = 40;
  static final int FOLLOWING = 16;

  /** Followers kept of a destination before the rarest half is dropped. */
  private static final int MOST_FOLLOWERS = 512;

  private record Follower(int candidate, int count, int lastEvent) {}

  private static final Comparator<Follower> BEST_FIRST =
      Comparator.comparingInt(Follower::count).thenComparingInt(Follower::lastEvent).reversed();

  private final Map<Integer, Map<Integer, Follower>> followers = new HashMap<>();

  /** Last active destinations, the latest last. */
  private final List<Integer> latest = new ArrayList<>();

  private int events;

  /** Adds the hard candidates of a query to a set, own ones first. */
  void collect(SourceView view, CandidateState candidates, Set<Integer> into) {
    for (int rank = 0; rank < Math.min(OWN, view.size()); rank++) {
      into.add(candidates.indexOf(view.dst(rank)));
    }
    for (int i = latest.size() - 1; i >= 0; i--) {
      into.add(latest.get(i));
    }
    if (view.size() > 0) {
      followers.getOrDefault(candidates.indexOf(view.dst(0)), Map.of()).values().stream()
          .sorted(BEST_FIRST)
          .limit(FOLLOWING)
          .forEach(follower -> into.add(follower.candidate()));
    }
  }

  /** Takes in an event; {@code view} is the source before it. */
  void apply(SourceView view, CandidateState candidates, int dst) {
    events++;
    latest.remove((Integer) dst);
    latest.add(dst);
    if (latest.size() > ACTIVE) {
      latest.remove(0);
    }
    if (view.size() > 0) {
      int last = candidates.indexOf(view.dst(0));
      if (last != dst) {
        Map<Integer, Follower> counts = followers.computeIfAbsent(last, key -> new HashMap<>());
        counts.merge(
            dst,
            new Follower(dst, 1, events),
            (old, fresh) -> new Follower(dst, old.count() + 1, events));
        if (counts.size() > MOST_FOLLOWERS) {
          forget(counts);
        }
      }
    }
  }

  private static void forget(Map<Integer, Follower> counts) {
    List<Follower> kept =
        counts.values().stream().sorted(BEST_FIRST).limit(MOST_FOLLOWERS / 2).toList();
    counts.clear();
    kept.forEach(follower -> counts.put(follower.candidate(), follower));
  }
}
