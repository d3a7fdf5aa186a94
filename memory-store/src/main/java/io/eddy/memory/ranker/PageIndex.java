package io.eddy.memory.ranker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for all pages (destinations) of a stream, whether they are candidates of this shard or
 * not. Numbers are in order of first mention; nothing may depend on that order. Not thread-safe.
 */
final class PageIndex {
  private static final int INITIAL_ROOM = 64;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private int[] candidates = new int[INITIAL_ROOM];
  private int[] pages = new int[INITIAL_ROOM];
  private int candidateCount;

  int size() {
    return ids.size();
  }

  String id(int page) {
    return ids.get(page);
  }

  /** The number of a page, a new one for a page that was not mentioned before. */
  int number(String id) {
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    int page = ids.size();
    numbers.put(id, page);
    ids.add(id);
    if (page == candidates.length) {
      candidates = Arrays.copyOf(candidates, 2 * page);
    }
    candidates[page] = -1;
    return page;
  }

  /** How many pages are candidates here. */
  int candidateCount() {
    return candidateCount;
  }

  /** The candidate index of a page, −1 for a page that is none here. */
  int candidate(int page) {
    return candidates[page];
  }

  /** The candidate index of an id, −1 for a page that is none here. */
  int candidateOf(String id) {
    Integer page = numbers.get(id);
    return page == null ? -1 : candidates[page];
  }

  /** The page of a candidate. */
  int page(int candidate) {
    return pages[candidate];
  }

  /** Makes a page, which is none yet, the next candidate. */
  int addCandidate(int page) {
    if (candidateCount == pages.length) {
      pages = Arrays.copyOf(pages, 2 * candidateCount);
    }
    candidates[page] = candidateCount;
    pages[candidateCount] = page;
    return candidateCount++;
  }
}
