package io.eddy.model.tgn.engine;

import io.eddy.memory.node.Precision;
import io.eddy.model.tgn.TgnSettings;
import java.util.Arrays;

/**
 * Every node's ring of its K newest mails: neighbour, event time, edge features and, where the
 * settings ask for it, the neighbour's memory as it was. In plain arrays that grow; a mail has a
 * place, which stays its own until K newer ones came. Not thread-safe.
 *
 * <p>A query sees mails strictly before its time. The ring keeps K mails whatever their time is, so
 * a node with mails of the very time of a query may show fewer than K.
 */
public final class Mailboxes {
  private static final int INITIAL_NODES = 1024;

  private final int capacity;
  private final int featureCount;
  private final int memoryCount;
  private final Precision precision;
  private int[] received;
  private int[] neighbours;
  private long[] timesMicros;
  private float[] features;
  private float[] memories;
  private boolean[] open;
  private long[] arrived;
  private long arrivals;

  /** Empty rings. */
  Mailboxes(TgnSettings settings, Precision precision) {
    this.precision = precision;
    this.capacity = settings.embedding().graph() ? settings.neighbours() : 1;
    this.featureCount = settings.edgeFeatures();
    this.memoryCount = settings.keepsMailMemory() ? settings.memory() : 0;
    this.received = new int[INITIAL_NODES];
    int places = INITIAL_NODES * capacity;
    this.neighbours = new int[places];
    this.timesMicros = new long[places];
    this.features = new float[places * featureCount];
    this.memories = new float[places * memoryCount];
    this.open = new boolean[places];
    this.arrived = new long[places];
  }

  /**
   * Keeps a mail, whose memory is open until {@link #close}.
   *
   * @return how many mails the node has received with this one
   */
  int add(int node, int neighbour, long timeMicros, float[] from, int offset) {
    grow(node);
    int place = node * capacity + received[node] % capacity;
    neighbours[place] = neighbour;
    timesMicros[place] = timeMicros;
    precision.copyKept(from, offset, features, place * featureCount, featureCount);
    open[place] = memoryCount > 0;
    arrived[place] = ++arrivals;
    return ++received[node];
  }

  /**
   * Writes the memory of a mail, the {@code count}th the node received, unless it left the ring.
   */
  void close(int node, int count, NodeMemories current) {
    if (memoryCount > 0 && received[node] - count < capacity) {
      int place = node * capacity + (count - 1) % capacity;
      current.copyOut(neighbours[place], memories, place * memoryCount);
      open[place] = false;
    }
  }

  /** Mails there are of a node. */
  public int size(int node) {
    return node < received.length ? Math.min(received[node], capacity) : 0;
  }

  /** The place of a mail of a node, 0 the newest. */
  public int place(int node, int age) {
    return node * capacity + (received[node] - 1 - age) % capacity;
  }

  public int neighbour(int place) {
    return neighbours[place];
  }

  /** How many mails of any node had arrived with the newest one. */
  long arrivals() {
    return arrivals;
  }

  /** What {@link #arrivals} was when this mail arrived. */
  long arrived(int place) {
    return arrived[place];
  }

  public long timeMicros(int place) {
    return timesMicros[place];
  }

  /** Whether the neighbour's memory at the mail is still to come. */
  boolean isOpen(int place) {
    return open[place];
  }

  void copyFeatures(int place, float[] target, int offset) {
    System.arraycopy(features, place * featureCount, target, offset, featureCount);
  }

  void copyMemory(int place, float[] target, int offset) {
    System.arraycopy(memories, place * memoryCount, target, offset, memoryCount);
  }

  private void grow(int node) {
    if (node >= received.length) {
      int larger = Math.max(node + 1, 2 * received.length);
      int places = Math.multiplyExact(larger, capacity);
      received = Arrays.copyOf(received, larger);
      neighbours = Arrays.copyOf(neighbours, places);
      timesMicros = Arrays.copyOf(timesMicros, places);
      features = Arrays.copyOf(features, Math.multiplyExact(places, featureCount));
      memories = Arrays.copyOf(memories, Math.multiplyExact(places, memoryCount));
      open = Arrays.copyOf(open, places);
      arrived = Arrays.copyOf(arrived, places);
    }
  }
}
