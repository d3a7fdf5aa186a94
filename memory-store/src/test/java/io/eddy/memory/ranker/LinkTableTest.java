package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTableTest {
  private static final int PAGES = 60;
  private static final int CARDS = 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void keepsTheLatestLinksOfEachCandidate(long seed) {
    Random random = new Random(seed);
    int maxLinks = 1 + random.nextInt(30);
    LinkTable table = new LinkTable(new LinkBounds(maxLinks, Integer.MAX_VALUE, Integer.MAX_VALUE), card -> {});
    List<Map<Integer, Double>> counts = new ArrayList<>();
    List<List<Integer>> latest = new ArrayList<>();
    for (int card = 0; card < CARDS; card++) {
      counts.add(new HashMap<>());
      latest.add(new ArrayList<>());
    }
    for (int i = 0; i < 5_000; i++) {
      int page = random.nextInt(PAGES);
      int card = random.nextInt(CARDS);
      int slot = table.touch(page, card, (long) i << LinkTable.TICK_BITS);
      table.counts[slot * LinkTable.COUNTS + LinkTable.COUNT]++;

      counts.get(card).merge(page, 1.0, Double::sum);
      latest.get(card).remove((Integer) page);
      latest.get(card).add(page);
      if (latest.get(card).size() > maxLinks) {
        counts.get(card).remove(latest.get(card).remove(0));
      }
    }
    for (int card = 0; card < CARDS; card++) {
      Map<Integer, Double> found = new HashMap<>();
      for (int slot : table.ofCard(card)) {
        assertThat(table.card(slot)).isEqualTo(card);
        found.put(table.page(slot), table.counts[slot * LinkTable.COUNTS + LinkTable.COUNT]);
      }
      assertThat(found).isEqualTo(counts.get(card));
    }
    for (int page = 0; page < PAGES; page++) {
      Set<Integer> linked = new HashSet<>();
      for (int slot = table.firstOfPage(page); slot >= 0; slot = table.nextOfPage(slot)) {
        assertThat(linked.add(table.card(slot))).isTrue();
      }
      for (int card = 0; card < CARDS; card++) {
        assertThat(linked.contains(card)).isEqualTo(counts.get(card).containsKey(page));
      }
    }
  }
}
