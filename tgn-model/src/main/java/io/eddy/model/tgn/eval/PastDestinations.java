package io.eddy.model.tgn.eval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The distinct destinations that every source had so far. Not thread-safe. */
public final class PastDestinations {
  private static final class Past {
    private final Set<Integer> known = new HashSet<>();
    private int[] list = new int[4];
  }

  private final Map<Integer, Past> pasts = new HashMap<>();

  /** Takes in a link. */
  public void add(int src, int dst) {
    Past past = pasts.computeIfAbsent(src, key -> new Past());
    int size = past.known.size();
    if (past.known.add(dst)) {
      if (size == past.list.length) {
        past.list = Arrays.copyOf(past.list, 2 * size);
      }
      past.list[size] = dst;
    }
  }

  /**
   * Draws one of a source's past destinations other than its present one, or if there is none, any
   * destination other than that.
   *
   * @param all destinations there are
   */
  public int draw(int src, int present, int[] all, SplittableRandom random) {
    Past past = pasts.get(src);
    int[] list = all;
    int count = all.length;
    if (past != null && past.known.size() > (past.known.contains(present) ? 1 : 0)) {
      list = past.list;
      count = past.known.size();
    }
    if (count == 1) {
      return list[0];
    }
    int drawn = list[random.nextInt(count)];
    while (drawn == present) {
      drawn = list[random.nextInt(count)];
    }
    return drawn;
  }
}
