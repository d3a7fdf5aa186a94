package io.eddy.model.tgn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.tgn.PendingMessages;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a step, each once, and the table of their memories: first those with raw messages
 * that wait, brought up to date, then the others, then a row of zeros for nobody, then the memories
 * of mails, and then those of nodes that have heard of waves, which are the ones that count. A node
 * has a number in the step as it comes; its row is known after {@link #seal}. Reused from step to
 * step; not thread-safe.
 */
final class MemoryRows {
  /** In place of a node: nobody. */
  static final int NOBODY = -1;

  private final TgnState state;
  private final int dimension;
  private int[] stamps = new int[1024];
  private int[] numbers = new int[1024];
  private int stamp;
  private int[] nodes = new int[1024];
  private int count;
  private int waiting;
  private int[] rows = new int[0];
  private float[] mails = new float[0];
  private int mailCount;
  private final @Nullable WaveRows waves;
  private int[] heardNumbers = new int[0];

  MemoryRows(TgnState state) {
    this.state = state;
    this.dimension = state.settings().memory();
    WaveSettings settings = state.settings().waves();
    this.waves = settings == null ? null : new WaveRows(state.settings(), settings);
  }

  /** Forgets the step before. */
  void clear() {
    stamp++;
    count = 0;
    waiting = 0;
    mailCount = 0;
    if (waves != null) {
      waves.clear();
    }
  }

  /** The number of a node in this step; a new one if it was not there. */
  int number(int node) {
    if (node >= stamps.length) {
      int larger = Math.max(node + 1, 2 * stamps.length);
      stamps = Arrays.copyOf(stamps, larger);
      numbers = Arrays.copyOf(numbers, larger);
    }
    if (stamps[node] != stamp) {
      stamps[node] = stamp;
      numbers[node] = count;
      if (count == nodes.length) {
        nodes = Arrays.copyOf(nodes, 2 * count);
      }
      nodes[count++] = node;
    }
    return numbers[node];
  }

  /** The number of a mail's memory: negative, below {@link #NOBODY}. */
  int mail(int place) {
    int needed = (mailCount + 1) * dimension;
    if (needed > mails.length) {
      mails = Arrays.copyOf(mails, 2 * needed);
    }
    state.mailboxes().copyMemory(place, mails, mailCount * dimension);
    return NOBODY - 1 - mailCount++;
  }

  /** Gives out the rows. */
  void seal() {
    rows = new int[count];
    for (int i = 0; i < count; i++) {
      if (state.waiting(nodes[i]) != null) {
        rows[i] = waiting++;
      }
    }
    int next = waiting;
    for (int i = 0; i < count; i++) {
      if (state.waiting(nodes[i]) == null) {
        rows[i] = next++;
      }
    }
    if (waves != null) {
      heardNumbers = new int[count];
      for (int i = 0; i < count; i++) {
        WaveMemories.Heard heard = state.heard(nodes[i]);
        heardNumbers[i] = heard == null ? -1 : waves.add(rows[i], heard);
      }
    }
  }

  /** The row of a number. */
  int row(int number) {
    if (number >= 0) {
      return waves == null || heardNumbers[number] < 0
          ? rows[number]
          : count + 1 + mailCount + heardNumbers[number];
    }
    return number == NOBODY ? count : count - number - 1;
  }

  /** The row of a node if something waits to be taken in, else −1. */
  int waitingRow(int node) {
    int number = number(node);
    int row = row(number);
    return row == rows[number] && row >= waiting ? -1 : row;
  }

  /** Puts the memories of all nodes of the step that had raw messages waiting; row-major. */
  void takeIn(float[] values) {
    for (int i = 0; i < count; i++) {
      if (rows[i] < waiting) {
        state.takeIn(nodes[i], values, rows[i] * dimension);
      }
    }
  }

  /** The memories after their raw messages; null where no node of the step has any. */
  @Nullable NDArray updated(TgnNetwork network, NDManager manager, boolean training) {
    return waiting == 0 ? null : network.update(pending(manager), stored(manager), training);
  }

  /** The whole table. */
  NDArray table(@Nullable NDArray updated, NDManager manager) {
    float[] rest = new float[(count - waiting + 1 + mailCount) * dimension];
    for (int i = 0; i < count; i++) {
      if (rows[i] >= waiting) {
        state.memories().copyOut(nodes[i], rest, (rows[i] - waiting) * dimension);
      }
    }
    System.arraycopy(mails, 0, rest, (count - waiting + 1) * dimension, mailCount * dimension);
    NDArray constant = manager.create(rest, new Shape(count - waiting + 1 + mailCount, dimension));
    return updated == null ? constant : NDArrays.concat(new NDList(updated, constant), 0);
  }

  /** The whole table with what the nodes heard of waves. */
  NDArray table(
      @Nullable NDArray updated, TgnNetwork network, NDManager manager, boolean training) {
    NDArray table = table(updated, manager);
    return waves == null ? table : waves.extended(table, network, manager, training);
  }

  /** After {@link #table}: the mean energy left behind reactions that could pass it on, or null. */
  @Nullable NDArray ponder() {
    return waves == null ? null : waves.ponder();
  }

  private NDArray stored(NDManager manager) {
    float[] values = new float[waiting * dimension];
    for (int i = 0; i < count; i++) {
      if (rows[i] < waiting) {
        state.memories().copyOut(nodes[i], values, rows[i] * dimension);
      }
    }
    return manager.create(values, new Shape(waiting, dimension));
  }

  private PendingMessages pending(NDManager manager) {
    TgnSettings settings = state.settings();
    int[] nodeOfRow = new int[waiting];
    int messages = 0;
    for (int i = 0; i < count; i++) {
      RawMessages raw = state.waiting(nodes[i]);
      if (raw != null) {
        nodeOfRow[rows[i]] = nodes[i];
        messages += raw.count();
      }
    }
    int features = settings.edgeFeatures();
    float[] own = new float[messages * dimension];
    float[] other = new float[messages * dimension];
    float[] edges = new float[messages * features];
    float[] elapsed = new float[messages];
    int[] receivers = new int[messages];
    int p = 0;
    for (int row = 0; row < waiting; row++) {
      RawMessages raw = java.util.Objects.requireNonNull(state.waiting(nodeOfRow[row]));
      for (int i = 0; i < raw.count(); i++) {
        state.memories().copyOut(nodeOfRow[row], own, p * dimension);
        raw.copyOther(i, other, p * dimension);
        raw.copyFeatures(i, edges, p * features);
        elapsed[p] = raw.elapsed(i);
        receivers[p] = row;
        p++;
      }
    }
    return new PendingMessages(
        manager.create(own, new Shape(messages, dimension)),
        manager.create(other, new Shape(messages, dimension)),
        features == 0 ? null : manager.create(edges, new Shape(messages, features)),
        manager.create(elapsed),
        receivers,
        waiting);
  }
}
