package io.eddy.model.tgn.serve;

import io.eddy.memory.node.NeuralMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of the visits that are put off can be computed together. They form a graph: those of one
 * node keep their order, those of one event follow each other, and a refresh follows the visit
 * whose memory it brings. It is cut into waves; a wave has at most one visit of a node and the
 * refreshes behind it, and what its visits need of others is from earlier waves. One thread.
 */
final class VisitWaves {
  enum Kind {
    OFFER,
    SETTLE,
    CLOSE
  }

  /** What one event does at one node; {@code after} becomes the node's memory behind it. */
  record Visit(
      Kind kind,
      NeuralMemory node,
      Interaction event,
      TgnVisits.Before reader,
      TgnVisits.@Nullable Changed listener,
      float[] after) {

    /** The other node of the event. */
    String neighbour() {
      return kind == Kind.SETTLE ? event.source() : event.destination();
    }
  }

  /** A node hears a neighbour's memory. */
  record Refresh(NeuralMemory node, String from, float[] memory) {
    void run() {
      node.mailbox().refresh(from, memory);
    }
  }

  /** Visits of different nodes, and refreshes behind them. */
  record Wave(List<Visit> visits, List<Refresh> refreshes) {
    private Wave() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private final List<Wave> waves = new ArrayList<>();

  /** Where something is put off; each is marked with the first wave behind all of it. */
  private final List<NeuralMemory> marked = new ArrayList<>();

  /** From whom mails are put off. */
  private final Map<NeuralMemory, List<String>> mails = new IdentityHashMap<>();

  private final Map<Interaction, Integer> nextOfEvent = new IdentityHashMap<>();
  private final Map<float[], Integer> waveOfMemory = new IdentityHashMap<>();
  private int used;
  private int visits;

  /** Puts a visit off. */
  void add(Visit visit) {
    int wave = Math.max(visit.node().mark(), nextOfEvent.getOrDefault(visit.event(), 0));
    mark(visit.node(), wave + 1);
    nextOfEvent.put(visit.event(), wave + 1);
    wave(wave).visits().add(visit);
    visits++;
    if (visit.kind() != Kind.OFFER) {
      waveOfMemory.put(visit.after(), wave);
      mails.computeIfAbsent(visit.node(), any -> new ArrayList<>()).add(visit.neighbour());
    }
  }

  /** Puts a refresh off, or runs it at once if there is nothing that it must come behind. */
  void add(Refresh refresh) {
    Integer computed = waveOfMemory.get(refresh.memory());
    int last = refresh.node().mark() - 1;
    if (computed == null && last < 0) {
      refresh.run();
      return;
    }
    // Behind the visits of its wave, so it may share one with the node's last and with the memory.
    int wave = Math.max(computed == null ? 0 : computed, last);
    wave(wave).refreshes().add(refresh);
    mark(refresh.node(), wave + 1);
  }

  /** From whom mails are put off at a node, in their order. */
  List<String> mails(NeuralMemory node) {
    return mails.getOrDefault(node, List.of());
  }

  /** Visits that are put off. */
  int visits() {
    return visits;
  }

  /** All that is put off, to be computed in this order. */
  List<Wave> waves() {
    return Collections.unmodifiableList(waves.subList(0, used));
  }

  /** Nothing is put off any more. */
  void clear() {
    for (int i = 0; i < used; i++) {
      waves.get(i).visits().clear();
      waves.get(i).refreshes().clear();
    }
    marked.forEach(node -> node.mark(0));
    marked.clear();
    mails.clear();
    nextOfEvent.clear();
    waveOfMemory.clear();
    used = 0;
    visits = 0;
  }

  private void mark(NeuralMemory node, int nextWave) {
    if (node.mark() == 0) {
      marked.add(node);
    }
    node.mark(nextWave);
  }

  private Wave wave(int index) {
    if (index == waves.size()) {
      waves.add(new Wave());
    }
    used = Math.max(used, index + 1);
    return waves.get(index);
  }
}
