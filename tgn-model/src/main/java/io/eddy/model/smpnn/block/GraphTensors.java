package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.tensor.SparseTensors;
import org.jspecify.annotations.Nullable;

/**
 * A graph as tensors, for one aggregation: the operator R as a sparse matrix in coordinates, N × N,
 * and the same entries as lists of senders, receivers and weights. The arrays live in the manager
 * given. One thread at a time.
 */
public final class GraphTensors {
  private final Aggregation aggregation;
  private final int nodes;
  private final long[][] coordinates;
  private final NDManager manager;
  private final float[] values;
  private final @Nullable NDArray operator;
  private @Nullable NDArray senders;
  private @Nullable NDArray weights;
  private @Nullable NDArray incidence;
  private @Nullable Tournament tournament;

  private GraphTensors(
      Aggregation aggregation,
      int nodes,
      long[][] coordinates,
      float[] values,
      @Nullable NDArray operator,
      NDManager manager) {
    this.aggregation = aggregation;
    this.nodes = nodes;
    this.coordinates = coordinates;
    this.values = values;
    this.operator = operator;
    this.manager = manager;
  }

  /**
   * The tensors of a sparse operator, without its entries one by one.
   *
   * @throws IllegalArgumentException if the aggregation is no matrix
   */
  static GraphTensors ofOperator(Aggregation aggregation, NDArray operator) {
    if (!aggregation.linear()) {
      throw new IllegalArgumentException("no matrix gives the aggregation " + aggregation);
    }
    return new GraphTensors(
        aggregation,
        (int) operator.getShape().get(0),
        new long[2][0],
        new float[0],
        operator,
        operator.getManager());
  }

  /** A graph's tensors; the graph may be closed afterwards. */
  public static GraphTensors of(CsrGraph graph, Aggregation aggregation, NDManager manager) {
    if (!aggregation.linear()) {
      return of(aggregation, graph, manager);
    }
    try (CsrGraph operator = graph.operator(aggregation)) {
      return of(aggregation, operator, manager);
    }
  }

  private static GraphTensors of(Aggregation aggregation, CsrGraph entries, NDManager manager) {
    long[][] coordinates = new long[2][entries.entries()];
    float[] weights = new float[entries.entries()];
    for (int row = 0; row < entries.nodes(); row++) {
      for (int entry = entries.rowStart(row); entry < entries.rowEnd(row); entry++) {
        coordinates[0][entry] = row;
        coordinates[1][entry] = entries.column(entry);
        weights[entry] = entries.weight(entry);
      }
    }
    NDArray operator =
        aggregation.linear()
            ? SparseTensors.of(
                coordinates[0],
                coordinates[1],
                weights,
                new Shape(entries.nodes(), entries.nodes()),
                manager)
            : null;
    return new GraphTensors(aggregation, entries.nodes(), coordinates, weights, operator, manager);
  }

  /** What these tensors are for. */
  public Aggregation aggregation() {
    return aggregation;
  }

  /** Rows of a node matrix, N. */
  public int nodes() {
    return nodes;
  }

  /**
   * R, sparse, N × N.
   *
   * @throws IllegalStateException if the aggregation is no matrix
   */
  public NDArray operator() {
    if (operator == null) {
      throw new IllegalStateException("no matrix gives the aggregation " + aggregation);
    }
    return operator;
  }

  /** R·X, in the manager of x; else as {@link #operator}. */
  public NDArray product(NDArray x) {
    return with(x, operator().matMul(x));
  }

  /** A product lands with its left side, which outlives a step. */
  private static NDArray with(NDArray x, NDArray product) {
    product.attach(x.getManager());
    return product;
  }

  /** The senders' rows of a node matrix N × F, entry by entry: E × F. */
  public NDArray ofSenders(NDArray x) {
    if (senders == null) {
      senders = manager.create(coordinates[1]);
    }
    return x.get(senders);
  }

  /** The elements of R, E × 1; of the adjacency where the aggregation is no matrix. */
  public NDArray weights() {
    if (weights == null) {
      weights = manager.create(values, new Shape(values.length, 1));
    }
    return weights;
  }

  /** Adds up what each node receives: E × F to N × F. */
  public NDArray sumByReceiver(NDArray messages) {
    if (incidence == null) {
      int entries = coordinates[0].length;
      long[] columns = new long[entries];
      float[] ones = new float[entries];
      for (int entry = 0; entry < entries; entry++) {
        columns[entry] = entry;
        ones[entry] = 1;
      }
      incidence =
          SparseTensors.of(coordinates[0], columns, ones, new Shape(nodes, entries), manager);
    }
    return with(messages, incidence.matMul(messages));
  }

  /** The largest of what each node receives, column by column; 0 where it receives nothing. */
  public NDArray maxByReceiver(NDArray messages) {
    if (tournament == null) {
      tournament = new Tournament(coordinates[0], nodes, manager);
    }
    return tournament.winners(messages);
  }
}
