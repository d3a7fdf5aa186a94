package io.eddy.model.tgn.serve;

import io.eddy.memory.node.IdleNodes;
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
import java.util.Collections;
import java.util.HashMap;
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
  private record Message(
      String to, String from, int hop, float[] said, float energy, long timeMicros) {}

  private static final TgnVisits.Changed NOBODY = (memory, after, moved) -> {};

  private final MemoryShape shape;
  private final TgnVisits visits;
  private final @Nullable WaveSettings waves;
  private final @Nullable WaveCell cell;
  private final IdleNodes idle;
  private final Map<String, NeuralMemory> memories = new HashMap<>();

  /** Newest event, or wave that changed the memory. */
  private final Map<String, Long> seen = new HashMap<>();

  /** What a node's neighbours know of its memory. */
  private final Map<String, float[]> told = new HashMap<>();

  private final Queue<Message> waiting = new ArrayDeque<>();
  private long reactions;

  /**
   * Nodes that remember nothing.
   *
   * @param precision that they keep memories and mails in
   * @param idle which of them start anew with their next event or wave
   * @throws IllegalArgumentException if the network cannot be served from what lies at one node
   */
  public VisitReplay(
      TgnSettings settings, NamedArrays parameters, Precision precision, IdleNodes idle) {
    this.shape =
        new MemoryShape(
            settings.memory(), settings.edgeFeatures(), settings.mails(), precision, precision);
    this.idle = idle;
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
   * @param event with the network's number of features; its embedding and probability are set
   * @param before told of the source before the event
   * @param settled told of the destination when it has taken the event in, before waves; the event
   *     is scored then
   */
  public void accept(Interaction event, TgnVisits.Before before, TgnVisits.Changed settled) {
    String src = event.source();
    String dst = event.destination();
    NeuralMemory source = kept(src, event.timeMicros());
    NeuralMemory destination = src.equals(dst) ? source : kept(dst, event.timeMicros());
    refresh(source);
    refresh(destination);
    seen.merge(src, event.timeMicros(), Math::max);
    seen.merge(dst, event.timeMicros(), Math::max);
    visits.offer(source, event, before);
    visits.settle(destination, event, settled);
    visits.close(source, event, NOBODY);
    if (visits.settings().hops() > 0) {
      visits.complete();
      told.put(dst, destination.memory());
      told.put(src, source.memory());
    }
    if (waves != null && cell != null) {
      if (!src.equals(dst)) {
        speak(waves, dst, src, 1, destination.memory(), 1, event.timeMicros());
      }
      speak(waves, src, dst, 1, source.memory(), 1, event.timeMicros());
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
    NeuralMemory source = present(event.source(), event.timeMicros());
    refresh(source);
    visits.offer(source, event, before);
  }

  /** Computes all that was put off. */
  public void complete() {
    visits.complete();
  }

  /** Memories of the nodes so far, by name; a view, and they go on to change. */
  public Map<String, NeuralMemory> memories() {
    return Collections.unmodifiableMap(memories);
  }

  /** How often a memory took in a message of a wave. */
  public long reactions() {
    return reactions;
  }

  /** A node at a time: a new one if there is none, or if it was idle for too long. */
  private NeuralMemory present(String node, long timeMicros) {
    NeuralMemory memory = memories.get(node);
    return memory == null || idle.forgotten(seen.getOrDefault(node, IdleNodes.NEVER), timeMicros)
        ? new NeuralMemory(shape)
        : memory;
  }

  /** The same, which is the node's from now on. */
  private NeuralMemory kept(String node, long timeMicros) {
    NeuralMemory memory = present(node, timeMicros);
    memories.put(node, memory);
    return memory;
  }

  /** The node hears what its neighbours have told, if they tell anything. */
  private void refresh(NeuralMemory node) {
    Mailbox mails = node.mailbox();
    for (int i = 0; i < mails.size() && !told.isEmpty(); i++) {
      float[] memory = told.get(mails.neighbour(i));
      if (memory != null) {
        mails.refresh(mails.neighbour(i), memory);
      }
    }
  }

  private void hear(WaveSettings settings, WaveCell by, Message message) {
    // A job's messages have times in milliseconds.
    long timeMicros = Math.floorDiv(message.timeMicros(), 1000L) * 1000L;
    NeuralMemory node = kept(message.to(), timeMicros);
    WaveCell.Step step = by.take(node.memory(), message.said(), message.hop(), message.energy());
    if (step == null) {
      return;
    }
    reactions++;
    node.adjust(step.memory());
    seen.merge(message.to(), timeMicros, Math::max);
    told.put(message.to(), node.memory());
    if (step.goesOn()) {
      speak(
          settings,
          message.to(),
          message.from(),
          message.hop() + 1,
          step.said(),
          step.energy(),
          message.timeMicros());
    }
  }

  private void speak(
      WaveSettings settings,
      String node,
      String except,
      int hop,
      float[] said,
      float energy,
      long timeMicros) {
    Set<String> reached =
        present(node, timeMicros).mailbox().recent(settings.fanOut(), node, except);
    reached.forEach(to -> waiting.add(new Message(to, node, hop, said, energy, timeMicros)));
  }
}
