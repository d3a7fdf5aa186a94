package io.eddy.model.tgn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.amp.Halting;
import io.eddy.model.tgn.PendingMessages;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a step that have heard something, and their memories in tensors: the line of descent
 * of what each heard last is computed hop by hop, every speech once, so that a loss reaches the
 * memory updater at the event, and cell, halting unit and speech at every node on the way. Reused
 * from step to step; not thread-safe.
 */
final class WaveRows {
  private final TgnSettings settings;
  private final int hops;
  private final boolean halts;
  private final int dimension;
  private final List<WaveMemories.Heard> heard = new ArrayList<>();
  private final List<Integer> rows = new ArrayList<>();

  /** Speeches by the hop of those who hear them, 1 first, and the number of each in its hop. */
  private final List<List<Speech>> speeches = new ArrayList<>();

  private final Map<Speech, Integer> numbers = new IdentityHashMap<>();
  private @Nullable NDArray ponder;

  WaveRows(TgnSettings settings, WaveSettings waves) {
    this.settings = settings;
    this.hops = waves.hops();
    this.halts = waves.halting() != Halting.NONE;
    this.dimension = settings.memory();
    for (int hop = 0; hop < hops; hop++) {
      speeches.add(new ArrayList<>());
    }
  }

  /** Forgets the step before. */
  void clear() {
    heard.clear();
    rows.clear();
    numbers.clear();
    speeches.forEach(List::clear);
    ponder = null;
  }

  /**
   * Adds a node.
   *
   * @param row of its memory in the table, without what it heard
   * @return its number among the nodes added
   */
  int add(int row, WaveMemories.Heard node) {
    rows.add(row);
    heard.add(node);
    number(node.last());
    return heard.size() - 1;
  }

  private void number(Speech speech) {
    if (!numbers.containsKey(speech)) {
      List<Speech> ofHop = speeches.get(speech.hop() - 1);
      numbers.put(speech, ofHop.size());
      ofHop.add(speech);
      Speech earlier = speech.heard();
      if (earlier != null) {
        number(earlier);
      }
    }
  }

  /** The table with a row more for each node added, its memory with all that it heard. */
  NDArray extended(NDArray table, TgnNetwork network, NDManager manager, boolean training) {
    if (heard.isEmpty()) {
      return table;
    }
    NDList said = new NDList();
    NDList energies = new NDList();
    NDList left = new NDList();
    int[] firstOfHop = new int[hops + 1];
    for (int hop = 1; hop <= hops; hop++) {
      List<Speech> ofHop = speeches.get(hop - 1);
      firstOfHop[hop] = firstOfHop[hop - 1] + ofHop.size();
      if (ofHop.isEmpty()) {
        continue;
      }
      NDArray before = before(ofHop, manager);
      if (hop == 1) {
        said.add(network.update(origins(ofHop, before, manager), before, training));
        energies.add(manager.ones(new Shape(ofHop.size(), 1)));
      } else {
        List<Speech> heardBefore =
            ofHop.stream().map(speech -> Objects.requireNonNull(speech.heard())).toList();
        NDArray earlier = indexes(heardBefore, firstOfHop, manager);
        TgnNetwork.Reactions reactions =
            network.react(
                before, together(said).get(earlier), together(energies).get(earlier), training);
        said.add(reactions.said());
        energies.add(reactions.energy());
        left.add(reactions.energy());
      }
    }
    List<Speech> last = heard.stream().map(WaveMemories.Heard::last).toList();
    NDArray which = indexes(last, firstOfHop, manager);
    NDArray own =
        table
            .get(manager.create(rows.stream().mapToLong(Integer::longValue).toArray()))
            .add(shifts(manager));
    TgnNetwork.Reactions reactions =
        network.react(own, together(said).get(which), together(energies).get(which), training);
    ponder = halts ? ponder(last, reactions.energy(), left, manager) : null;
    return NDArrays.concat(new NDList(table, reactions.memory()), 0);
  }

  /**
   * The mean energy that is left after the reactions of the step that could pass it on; null where
   * there is none.
   */
  @Nullable NDArray ponder() {
    return ponder;
  }

  private @Nullable NDArray ponder(
      List<Speech> last, NDArray energy, NDList left, NDManager manager) {
    long[] passing =
        IntStream.range(0, last.size())
            .filter(i -> last.get(i).hop() < hops)
            .asLongStream()
            .toArray();
    if (passing.length > 0) {
      left.add(energy.get(manager.create(passing)));
    }
    return left.isEmpty() ? null : together(left).mean();
  }

  private static NDArray together(NDList parts) {
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 0);
  }

  private NDArray indexes(List<Speech> wanted, int[] firstOfHop, NDManager manager) {
    long[] indexes = new long[wanted.size()];
    for (int i = 0; i < indexes.length; i++) {
      Speech speech = wanted.get(i);
      indexes[i] = firstOfHop[speech.hop() - 1] + Objects.requireNonNull(numbers.get(speech));
    }
    return manager.create(indexes);
  }

  private NDArray before(List<Speech> ofHop, NDManager manager) {
    float[] values = new float[ofHop.size() * dimension];
    for (int i = 0; i < ofHop.size(); i++) {
      System.arraycopy(ofHop.get(i).before(), 0, values, i * dimension, dimension);
    }
    return manager.create(values, new Shape(ofHop.size(), dimension));
  }

  private NDArray shifts(NDManager manager) {
    float[] values = new float[heard.size() * dimension];
    for (int i = 0; i < heard.size(); i++) {
      System.arraycopy(heard.get(i).shift(), 0, values, i * dimension, dimension);
    }
    return manager.create(values, new Shape(heard.size(), dimension));
  }

  /** The raw messages of the events where waves began. */
  private PendingMessages origins(List<Speech> ofEvents, NDArray before, NDManager manager) {
    int size = ofEvents.size();
    int features = settings.edgeFeatures();
    float[] other = new float[size * dimension];
    float[] edges = new float[size * features];
    float[] elapsed = new float[size];
    for (int i = 0; i < size; i++) {
      Speech.Origin origin = Objects.requireNonNull(ofEvents.get(i).origin());
      System.arraycopy(origin.other(), 0, other, i * dimension, dimension);
      System.arraycopy(origin.features(), 0, edges, i * features, features);
      elapsed[i] = origin.elapsed();
    }
    return new PendingMessages(
        before,
        manager.create(other, new Shape(size, dimension)),
        features == 0 ? null : manager.create(edges, new Shape(size, features)),
        manager.create(elapsed),
        IntStream.range(0, size).toArray(),
        size);
  }
}
