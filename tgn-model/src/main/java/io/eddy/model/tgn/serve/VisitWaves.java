package io.eddy.model.tgn.serve;

import io.eddy.memory.node.NeuralMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of the visits that are put off can be computed together. They are cut into waves, and a
 * wave has three steps: its offers and settlings read their nodes, then its settlings and closings
 * change theirs, then nodes hear of others. What a step needs is from steps before it:
 *
 * <ul>
 *   <li>a node is read behind all earlier changes of it, which may not share the wave;
 *   <li>it is changed behind all earlier reads and changes of it; a read may share the wave;
 *   <li>it hears behind all of these, and behind the visit whose memory it hears;
 *   <li>of one event offer, settling and closing follow each other; they may share a wave.
 * </ul>
 *
 * <p>So an event whose nodes nobody else changes is one wave. One thread.
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

  /** Visits in the order they were put off, and what nodes hear behind them. */
  record Wave(List<Visit> visits, List<Refresh> refreshes) {
    private Wave() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private static final int FIRST_ROOM = 64;

  private final List<Wave> waves = new ArrayList<>();

  /** Where something is put off; a node's mark is its place here, counted from 1. */
  private final List<NeuralMemory> marked = new ArrayList<>();

  /** Of each marked node: the first wave behind all that change it, or that it hears in. */
  private int[] changed = new int[FIRST_ROOM];

  /** Of each marked node: the last wave that reads it. */
  private int[] read = new int[FIRST_ROOM];

  /** From whom mails are put off. */
  private final Map<NeuralMemory, List<String>> mails = new IdentityHashMap<>();

  private final Map<Interaction, Integer> waveOfEvent = new IdentityHashMap<>();
  private final Map<float[], Integer> waveOfMemory = new IdentityHashMap<>();
  private int used;
  private int visits;

  /** Puts a visit off. */
  void add(Visit visit) {
    int at = place(visit.node());
    int wave = Math.max(changed[at], waveOfEvent.getOrDefault(visit.event(), 0));
    if (visit.kind() != Kind.OFFER) {
      wave = Math.max(wave, read[at]);
      changed[at] = wave + 1;
      waveOfMemory.put(visit.after(), wave);
      mails.computeIfAbsent(visit.node(), any -> new ArrayList<>()).add(visit.neighbour());
    }
    if (visit.kind() != Kind.CLOSE) {
      read[at] = Math.max(read[at], wave);
    }
    waveOfEvent.put(visit.event(), wave);
    wave(wave).visits().add(visit);
    visits++;
  }

  /** Puts a refresh off, or runs it at once if there is nothing that it must come behind. */
  void add(Refresh refresh) {
    Integer computed = waveOfMemory.get(refresh.memory());
    if (computed == null && refresh.node().mark() == 0) {
      refresh.run();
      return;
    }
    int at = place(refresh.node());
    int wave = Math.max(computed == null ? 0 : computed, Math.max(changed[at] - 1, read[at]));
    changed[at] = wave + 1;
    wave(wave).refreshes().add(refresh);
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
    waveOfEvent.clear();
    waveOfMemory.clear();
    used = 0;
    visits = 0;
  }

  /** The place of a node among those that are marked. */
  private int place(NeuralMemory node) {
    if (node.mark() == 0) {
      int at = marked.size();
      if (at == changed.length) {
        changed = Arrays.copyOf(changed, 2 * at);
        read = Arrays.copyOf(read, 2 * at);
      }
      changed[at] = 0;
      read[at] = 0;
      marked.add(node);
      node.mark(at + 1);
    }
    return node.mark() - 1;
  }

  private Wave wave(int index) {
    while (waves.size() <= index) {
      waves.add(new Wave());
    }
    used = Math.max(used, index + 1);
    return waves.get(index);
  }
}
