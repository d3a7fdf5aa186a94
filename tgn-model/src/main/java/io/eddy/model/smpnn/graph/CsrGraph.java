package io.eddy.model.smpnn.graph;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A weighted graph in compressed sparse rows, outside the heap: row i lists who sends to node i, by
 * ascending number, each sender once. 8 bytes an entry and 8 a node.
 *
 * <p>Immutable, and safe for many readers until it is closed; the one who closes sees to it that
 * nobody reads any more, buffers included.
 */
public final class CsrGraph implements AutoCloseable {
  private final int nodes;
  private final int entries;
  private final ByteBuffer[] memory;
  private final IntBuffer offsets;
  private final IntBuffer columns;
  private final FloatBuffer weights;
  private final FloatBuffer degrees;
  private boolean closed;

  /**
   * Takes over buffers that hold at least so many entries.
   *
   * @param known degrees that are not the sums of the rows; else null
   */
  CsrGraph(
      int nodes,
      int[] starts,
      ByteBuffer columnBytes,
      ByteBuffer weightBytes,
      float @Nullable [] known) {
    this.nodes = nodes;
    this.entries = starts[nodes];
    ByteBuffer offsetBytes = OffHeap.ofWords(nodes + 1L);
    ByteBuffer degreeBytes = OffHeap.ofWords(nodes);
    this.memory = new ByteBuffer[] {offsetBytes, columnBytes, weightBytes, degreeBytes};
    this.offsets = offsetBytes.asIntBuffer().put(0, starts, 0, nodes + 1);
    this.columns = columnBytes.asIntBuffer();
    this.weights = weightBytes.asFloatBuffer();
    this.degrees = degreeBytes.asFloatBuffer();
    for (int row = 0; row < nodes; row++) {
      degrees.put(row, known == null ? sum(starts[row], starts[row + 1]) : known[row]);
    }
  }

  private float sum(int from, int to) {
    double sum = 0;
    for (int entry = from; entry < to; entry++) {
      sum += weights.get(entry);
    }
    return (float) sum;
  }

  /**
   * The graph in which every edge leads both ways. Weights of edges between the same two nodes are
   * added; an edge of a node to itself counts once.
   *
   * @throws IllegalArgumentException if an edge has a node that is not below {@code nodes}, or
   *     there are too many edges for one graph
   */
  public static CsrGraph undirected(int nodes, EdgeList edges) {
    return of(nodes, edges, true);
  }

  /** The graph in which an edge leads from its source to its target only; else as the other. */
  public static CsrGraph directed(int nodes, EdgeList edges) {
    return of(nodes, edges, false);
  }

  /**
   * Two counting sorts, by column and then, stable, by row; so rows come out sorted, and what is
   * equal stands side by side.
   */
  private static CsrGraph of(int nodes, EdgeList edges, boolean bothWays) {
    int[] byColumn = new int[nodes + 1];
    int[] byRow = new int[nodes + 1];
    long total = 0;
    for (int edge = 0; edge < edges.size(); edge++) {
      int source = checked(nodes, edges.source(edge));
      int target = checked(nodes, edges.target(edge));
      byColumn[source + 1]++;
      byRow[target + 1]++;
      total++;
      if (bothWays && source != target) {
        byColumn[target + 1]++;
        byRow[source + 1]++;
        total++;
      }
    }
    ByteBuffer columnBytes = OffHeap.ofWords(total);
    ByteBuffer weightBytes = OffHeap.ofWords(total);
    Arrays.parallelPrefix(byColumn, Integer::sum);
    Arrays.parallelPrefix(byRow, Integer::sum);
    int[] rows = new int[(int) total];
    float[] values = new float[(int) total];
    int[] next = Arrays.copyOf(byColumn, nodes);
    for (int edge = 0; edge < edges.size(); edge++) {
      int source = edges.source(edge);
      int target = edges.target(edge);
      int place = next[source]++;
      rows[place] = target;
      values[place] = edges.weight(edge);
      if (bothWays && source != target) {
        place = next[target]++;
        rows[place] = source;
        values[place] = edges.weight(edge);
      }
    }
    IntBuffer columns = columnBytes.asIntBuffer();
    FloatBuffer weights = weightBytes.asFloatBuffer();
    System.arraycopy(byRow, 0, next, 0, nodes);
    for (int column = 0; column < nodes; column++) {
      for (int place = byColumn[column]; place < byColumn[column + 1]; place++) {
        int row = rows[place];
        int last = next[row] - 1;
        if (last >= byRow[row] && columns.get(last) == column) {
          weights.put(last, weights.get(last) + values[place]);
        } else {
          columns.put(next[row], column);
          weights.put(next[row]++, values[place]);
        }
      }
    }
    return new CsrGraph(
        nodes, packed(byRow, next, columns, weights), columnBytes, weightBytes, null);
  }

  /** Closes the gaps that merged edges left; the starts of the rows after that. */
  private static int[] packed(int[] starts, int[] ends, IntBuffer columns, FloatBuffer weights) {
    int[] packed = new int[starts.length];
    int to = 0;
    for (int row = 0; row + 1 < starts.length; row++) {
      packed[row] = to;
      for (int from = starts[row]; from < ends[row]; from++) {
        columns.put(to, columns.get(from));
        weights.put(to++, weights.get(from));
      }
    }
    packed[starts.length - 1] = to;
    return packed;
  }

  private static int checked(int nodes, int node) {
    if (node >= nodes) {
      throw new IllegalArgumentException(
          "an edge has the node %d, but the graph has the nodes 0 to %d"
              .formatted(node, nodes - 1));
    }
    return node;
  }

  /**
   * The reference operator R of an aggregation as a graph of its own: its weights are the elements
   * of R.
   *
   * @throws IllegalArgumentException if the aggregation is no matrix
   */
  public CsrGraph operator(Aggregation aggregation) {
    if (!aggregation.linear()) {
      throw new IllegalArgumentException("no matrix gives the aggregation " + aggregation);
    }
    boolean loops = aggregation == Aggregation.SYMMETRIC;
    ByteBuffer columnBytes = OffHeap.ofWords(entries() + (loops ? (long) nodes : 0));
    ByteBuffer weightBytes = OffHeap.ofWords(entries() + (loops ? (long) nodes : 0));
    IntBuffer newColumns = columnBytes.asIntBuffer();
    FloatBuffer newWeights = weightBytes.asFloatBuffer();
    int[] starts = new int[nodes + 1];
    int to = 0;
    for (int row = 0; row < nodes; row++) {
      starts[row] = to;
      boolean loopDone = !loops;
      for (int entry = rowStart(row); entry < rowEnd(row); entry++) {
        int column = columns.get(entry);
        if (!loopDone && column >= row) {
          loopDone = true;
          if (column > row) {
            newColumns.put(to, row);
            newWeights.put(to++, element(aggregation, row, row, 1));
          }
        }
        double weight = weights.get(entry) + (loops && column == row ? 1 : 0);
        newColumns.put(to, column);
        newWeights.put(to++, element(aggregation, row, column, weight));
      }
      if (!loopDone) {
        newColumns.put(to, row);
        newWeights.put(to++, element(aggregation, row, row, 1));
      }
    }
    starts[nodes] = to;
    return new CsrGraph(nodes, starts, columnBytes, weightBytes, null);
  }

  private float element(Aggregation aggregation, int row, int column, double weight) {
    return switch (aggregation) {
      case SYMMETRIC ->
          (float) (weight / Math.sqrt((1.0 + degrees.get(row)) * (1.0 + degrees.get(column))));
      case MEAN -> (float) (weight / degrees.get(row));
      case SUM, MAX -> (float) weight;
    };
  }

  /** Nodes; their numbers are 0 to this, exclusive. */
  public int nodes() {
    return nodes;
  }

  /** Entries of all rows; an undirected edge has two. */
  public int entries() {
    return entries;
  }

  /** Where a row begins; {@code nodes()} gives {@link #entries()}. */
  public int rowStart(int row) {
    return alive(offsets).get(row);
  }

  /** Where a row ends, exclusive. */
  public int rowEnd(int row) {
    return alive(offsets).get(row + 1);
  }

  /** Who sends, of an entry. */
  public int column(int entry) {
    return alive(columns).get(entry);
  }

  /** The weight of an entry. */
  public float weight(int entry) {
    return alive(weights).get(entry);
  }

  /**
   * The sum of a row's weights; in a part of a graph that of the row in the whole graph, so that
   * the part has the operators of the whole.
   */
  public float degree(int row) {
    return alive(degrees).get(row);
  }

  /** The starts of the rows and the end of the last; for reading, without checks. */
  public IntBuffer offsets() {
    return alive(offsets);
  }

  /** The columns of all entries; for reading, without checks. */
  public IntBuffer columns() {
    return alive(columns);
  }

  /** The weights of all entries; for reading, without checks. */
  public FloatBuffer weights() {
    return alive(weights);
  }

  /** Bytes outside the heap. */
  public long bytes() {
    return Arrays.stream(memory).mapToLong(ByteBuffer::capacity).sum();
  }

  private <T> T alive(T buffer) {
    if (closed) {
      throw new IllegalStateException("the graph of %,d nodes is closed".formatted(nodes));
    }
    return buffer;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Arrays.stream(memory).forEach(OffHeap::free);
    }
  }
}
