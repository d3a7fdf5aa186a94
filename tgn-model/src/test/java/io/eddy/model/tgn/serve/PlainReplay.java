package io.eddy.model.tgn.serve;

import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.amp.AmpCell;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.AmpReaction;
import io.eddy.model.amp.AmpState;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.tgn.WaveWeights;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One event after the other over all nodes, in plain Java: copies of present memories are looked up
 * where they come from before an event reads them, and its waves, if the network has any, run when
 * both nodes have taken it in.
 */
public final class PlainReplay {
  private record Message(String to, String from, int hop, float[] said, float energy) {}

  private final MemoryShape shape;
  private final TgnVisits visits;
  private final @Nullable WaveSettings waves;
  private final @Nullable AmpCell cell;
  private final Map<String, NeuralMemory> memories = new TreeMap<>();
  private final Queue<Message> waiting = new ArrayDeque<>();
  private int reactions;

  /** Nodes that remember nothing. */
  public PlainReplay(TgnSettings settings, NamedArrays parameters, MemoryShape shape) {
    this.shape = shape;
    this.visits = new TgnVisits(settings, parameters);
    this.waves = settings.waves();
    AmpParameters weights = WaveWeights.of(settings, parameters);
    this.cell = weights == null ? null : new AmpCell(weights);
  }

  /** Takes an event in; returns it with its score. */
  public Interaction accept(String src, String dst, long timeMicros, float[] features) {
    Interaction event = new Interaction(src, dst, timeMicros, features);
    accept(event, source -> {}, (memory, after, moved) -> {});
    return event;
  }

  /**
   * Takes an event in.
   *
   * @param before told of the source before the event
   * @param settled told of the destination when it has taken the event in, before waves
   */
  public void accept(Interaction event, TgnVisits.Before before, TgnVisits.Changed settled) {
    String src = event.source();
    String dst = event.destination();
    NeuralMemory source = fresh(src);
    NeuralMemory destination = fresh(dst);
    visits.offer(source, event, before);
    visits.settle(destination, event, settled);
    visits.close(source, event, (memory, after, moved) -> {});
    visits.complete();
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

  /** A node's memory. */
  public float[] memory(String node) {
    return memories.get(node).memory();
  }

  /** The nodes. */
  public List<String> nodes() {
    return new ArrayList<>(memories.keySet());
  }

  /** How often a memory took in a message of a wave. */
  public int reactions() {
    return reactions;
  }

  private NeuralMemory fresh(String node) {
    NeuralMemory memory = memories.computeIfAbsent(node, name -> new NeuralMemory(shape));
    if (visits.settings().hops() == 0) {
      return memory;
    }
    Mailbox mails = memory.mailbox();
    for (int i = 0; i < mails.size(); i++) {
      mails.refresh(mails.neighbour(i), memories.get(mails.neighbour(i)).memory());
    }
    return memory;
  }

  private void hear(WaveSettings waves, AmpCell cell, Message message) {
    NeuralMemory node = memories.get(message.to());
    AmpState state = new AmpState(node.memory(), new float[0], 1, new float[0]);
    if (!cell.hears(state, message.energy())) {
      return;
    }
    reactions++;
    AmpReaction reaction = cell.react(state, message.said(), message.energy());
    node.adjust(reaction.state().hidden());
    if (message.hop() < waves.hops()
        && cell.speaks(reaction)
        && reaction.energy() >= waves.leastEnergy()) {
      speak(
          waves,
          message.to(),
          message.from(),
          message.hop() + 1,
          reaction.message(),
          reaction.energy());
    }
  }

  private void speak(
      WaveSettings waves, String node, String except, int hop, float[] said, float energy) {
    Mailbox mails = memories.get(node).mailbox();
    Set<String> told = new LinkedHashSet<>();
    for (int i = 0; i < mails.size() && told.size() < waves.fanOut(); i++) {
      String neighbour = mails.neighbour(i);
      if (!neighbour.equals(except) && !neighbour.equals(node)) {
        told.add(neighbour);
      }
    }
    told.forEach(to -> waiting.add(new Message(to, node, hop, said, energy)));
  }
}
