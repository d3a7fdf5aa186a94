package io.eddy.model.tgn.serve;

import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.memory.node.Precision;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.WaveCell;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The visits of one event after the other over all nodes of a stream, in one process: what a job at
 * parallelism 1 gives, to the bit. Copies of present memories are looked up where they come from
 * before an event reads them, and the waves of an event run when both its nodes have taken it in.
 *
 * <p>One thread.
 */
public final class VisitReplay {
  private record Message(String to, String from, int hop, float[] said, float energy) {}

  private static final TgnVisits.Changed NOBODY = (memory, after, moved) -> {};

  private final MemoryShape shape;
  private final TgnVisits visits;
  private final @Nullable WaveSettings waves;
  private final @Nullable WaveCell cell;
  private final Map<String, NeuralMemory> memories = new HashMap<>();
  private final Queue<Message> waiting = new ArrayDeque<>();
  private long reactions;

  /**
   * Nodes that remember nothing.
   *
   * @param precision that they keep memories and mails in
   * @throws IllegalArgumentException if the network cannot be served from what lies at one node
   */
  public VisitReplay(TgnSettings settings, NamedArrays parameters, Precision precision) {
    this.shape =
        new MemoryShape(
            settings.memory(), settings.edgeFeatures(), settings.mails(), precision, precision);
    this.visits = new TgnVisits(settings, parameters);
    this.waves = settings.waves();
    AmpParameters weights = visits.waves();
    this.cell =
        waves == null || weights == null
            ? null
            : new WaveCell(weights, waves.hops(), waves.leastEnergy());
  }

  /**
   * Takes an event in, behind all earlier ones. Where events need nothing of their neighbours but
   * mails it is put off until {@link #complete}.
   *
   * @param before told of the source before the event
   * @param settled told of the destination when it has taken the event in, before waves; the event
   *     is scored then
   */
  public void accept(Interaction event, TgnVisits.Before before, TgnVisits.Changed settled) {
    String src = event.source();
    String dst = event.destination();
    NeuralMemory source = present(src);
    NeuralMemory destination = present(dst);
    visits.offer(source, event, before);
    visits.settle(destination, event, settled);
    visits.close(source, event, NOBODY);
    if (visits.settings().hops() > 0) {
      visits.complete();
    }
    if (waves != null && cell != null) {
      if (!src.equals(dst)) {
        speak(waves, dst, src, 1, destination.memory(), 1);
      }
      speak(waves, src, dst, 1, source.memory(), 1);
      while (!waiting.isEmpty()) {
        hear(waves, cell, waiting.remove());
      }
    }
  }

  /**
   * Embeds the source of an event as it is now, and changes nothing; put off until {@link
   * #complete}.
   *
   * @param before told of the source
   */
  public void embed(Interaction event, TgnVisits.Before before) {
    visits.offer(present(event.source()), event, before);
  }

  /** Computes all that was put off. */
  public void complete() {
    visits.complete();
  }

  /** Memories of the nodes so far, by name; they go on to change. */
  public Map<String, NeuralMemory> memories() {
    return memories;
  }

  /** How often a memory took in a message of a wave. */
  public long reactions() {
    return reactions;
  }

  /** A node with its neighbours' present memories in its mails, if the network wants them. */
  private NeuralMemory present(String node) {
    NeuralMemory memory = node(node);
    if (visits.settings().hops() > 0) {
      Mailbox mails = memory.mailbox();
      for (int i = 0; i < mails.size(); i++) {
        mails.refresh(mails.neighbour(i), node(mails.neighbour(i)).memory());
      }
    }
    return memory;
  }

  private NeuralMemory node(String name) {
    return memories.computeIfAbsent(name, unknown -> new NeuralMemory(shape));
  }

  private void hear(WaveSettings settings, WaveCell by, Message message) {
    NeuralMemory node = node(message.to());
    WaveCell.Step step = by.take(node.memory(), message.said(), message.hop(), message.energy());
    if (step == null) {
      return;
    }
    reactions++;
    node.adjust(step.memory());
    if (step.goesOn()) {
      speak(settings, message.to(), message.from(), message.hop() + 1, step.said(), step.energy());
    }
  }

  private void speak(
      WaveSettings settings, String node, String except, int hop, float[] said, float energy) {
    Mailbox mails = node(node).mailbox();
    Set<String> told = new LinkedHashSet<>();
    for (int i = 0; i < mails.size() && told.size() < settings.fanOut(); i++) {
      String neighbour = mails.neighbour(i);
      if (!neighbour.equals(except) && !neighbour.equals(node)) {
        told.add(neighbour);
      }
    }
    told.forEach(to -> waiting.add(new Message(to, node, hop, said, energy)));
  }
}
