package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTableTest {
  private record Link(int page, int card) {}

  private static final int PAGES = 60;
  private static final int CARDS = 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void keepsTheLatestLinksOfEachCandidate(long seed) {
    Random random = new Random(seed);
    int maxLinks = 1 + random.nextInt(30);
    LinkTable table =
        new LinkTable(new LinkBounds(maxLinks, Integer.MAX_VALUE, Integer.MAX_VALUE), card -> {});
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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void forgetsTheLongestUntouchedOfAPageAndOfAll(long seed) {
    Random random = new Random(seed);
    LinkBounds bounds = bounds(random);
    Set<Integer> losers = new HashSet<>();
    LinkTable table = new LinkTable(bounds, losers::add);
    Map<Link, Long> model = new LinkedHashMap<>();
    for (long tick = 0; tick < 8_000; tick++) {
      Link link = new Link(random.nextInt(1 + random.nextInt(PAGES)), random.nextInt(CARDS));
      losers.clear();
      Set<Integer> expected = new HashSet<>();
      if (model.remove(link) == null) {
        List<Link> ofPage = model.keySet().stream().filter(l -> l.page == link.page).toList();
        if (ofPage.size() >= bounds.ofPage()) {
          model.remove(ofPage.get(0));
          expected.add(ofPage.get(0).card);
        }
        if (model.size() >= bounds.total()) {
          Link oldest = model.keySet().iterator().next();
          model.remove(oldest);
          expected.add(oldest.card);
        }
      }
      model.put(link, tick);
      table.touch(link.page, link.card, tick);
      assertThat(losers).isEqualTo(expected);
      assertThat(table.size()).isEqualTo(model.size());
    }
    assertThat(links(table)).isEqualTo(model);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsForgottenNextSurvivesARestartInAnyOrder(long seed) {
    Random random = new Random(seed);
    LinkBounds bounds = bounds(random);
    LinkTable table = new LinkTable(bounds, card -> {});
    for (long tick = 0; tick < 6_000; tick++) {
      int page = random.nextInt(1 + random.nextInt(PAGES));
      int card = random.nextInt(CARDS);
      table.touch(page, card, tick);
      if (random.nextInt(200) == 0) {
        LinkTable restored = new LinkTable(bounds, lost -> {});
        List<Map.Entry<Link, Long>> written = new ArrayList<>(links(table).entrySet());
        Collections.shuffle(written, random);
        written.forEach(e -> restored.restore(e.getKey().page, e.getKey().card, e.getValue()));
        restored.touch(page, card, tick);
        table.touch(page, card, tick);
        for (int i = 0; i < 50; i++) {
          tick++;
          int nextPage = random.nextInt(1 + random.nextInt(PAGES));
          int nextCard = random.nextInt(CARDS);
          restored.touch(nextPage, nextCard, tick);
          table.touch(nextPage, nextCard, tick);
        }
        assertThat(links(restored)).isEqualTo(links(table));
        table = restored;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void restoringMoreThanTheBoundKeepsTheLatest(long seed) {
    Random random = new Random(seed);
    LinkBounds bounds = new LinkBounds(1000, 1000, 100);
    LinkTable table = new LinkTable(bounds, card -> {});
    List<Integer> ticks = new ArrayList<>();
    for (int tick = 0; tick < PAGES * CARDS; tick++) {
      ticks.add(tick);
    }
    Collections.shuffle(ticks, random);
    for (int tick : ticks) {
      table.restore(tick % PAGES, tick / PAGES, tick);
      assertThat(table.size()).isLessThanOrEqualTo(125);
    }
    table.sort();

    assertThat(links(table).values()).hasSize(100).allMatch(tick -> tick >= PAGES * CARDS - 100);
  }

  private static LinkBounds bounds(Random random) {
    return new LinkBounds(1000, 1 + random.nextInt(15), 1 + random.nextInt(300));
  }

  /** The links with their ticks, checked to stand on the lists of their page and candidate. */
  private static Map<Link, Long> links(LinkTable table) {
    Map<Link, Long> links = new HashMap<>();
    for (int card = 0; card < CARDS; card++) {
      for (int slot : table.ofCard(card)) {
        links.put(new Link(table.page(slot), card), table.touched(slot));
      }
    }
    Set<Link> ofPages = new HashSet<>();
    for (int page = 0; page < PAGES; page++) {
      for (int slot = table.firstOfPage(page); slot >= 0; slot = table.nextOfPage(slot)) {
        assertThat(ofPages.add(new Link(page, table.card(slot)))).isTrue();
      }
    }
    assertThat(ofPages).isEqualTo(links.keySet());
    return links;
  }
}
