package io.eddy.model.smpnn.engine;

import io.eddy.model.dense.DenseRows;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.engine.EngineLayer.Scratch;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.vector.Squash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The whole forward pass of a scalable message passing network in plain Java, in parallel over
 * rows. A layer is two passes: one writes h = LayerNorm₁(x), the other aggregates h and takes each
 * row through the rest of the layer at once. Time grows with L·(entries·H + nodes·H²); memory
 * beside the graph, features and result is two {@link NodeRows} of H floats a node, kept between
 * calls.
 *
 * <p>One call at a time. The threads are daemons and end on {@link #close}.
 */
public final class SmpnnEngine implements NodeEmbedder {
  /** Sees the rows of all nodes after the input map, as layer 0, and after each layer. */
  public interface Listener {
    /**
     * The first {@code nodes} rows are the nodes'; not to be changed or kept.
     *
     * @param layer 0 for what the input map gave
     */
    void layer(int layer, NodeRows rows, int nodes);
  }

  private final SmpnnSettings settings;
  private final DenseRows in;
  private final DenseRows out;
  private final List<EngineLayer> layers = new ArrayList<>();
  private final Workers workers;
  private final Scratch[] scratches;
  private NodeRows x;
  private NodeRows h;

  /**
   * A network that computes on so many threads, 1 or more.
   *
   * @throws IllegalArgumentException if there is no thread
   */
  public SmpnnEngine(SmpnnParameters parameters, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("%d threads; expected 1 or more".formatted(threads));
    }
    this.settings = parameters.settings();
    this.in = DenseRows.byInput(parameters.values("in.weight"), parameters.values("in.bias"));
    this.out = DenseRows.byInput(parameters.values("out.weight"), parameters.values("out.bias"));
    for (int layer = 0; layer < settings.layers(); layer++) {
      layers.add(new EngineLayer(parameters, layer));
    }
    this.x = new NodeRows(0, settings.hidden());
    this.h = new NodeRows(0, settings.hidden());
    this.workers = new Workers(threads);
    this.scratches =
        IntStream.range(0, threads).mapToObj(i -> new Scratch(settings)).toArray(Scratch[]::new);
  }

  @Override
  public int inputs() {
    return settings.inputs();
  }

  @Override
  public int outputs() {
    return settings.outputs();
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public float[] embed(CsrGraph graph, float[] features) {
    return embed(graph, features, (layer, rows, nodes) -> {});
  }

  /** As {@link #embed(CsrGraph, float[])}, with somebody who looks on. */
  public float[] embed(CsrGraph graph, float[] features, Listener listener) {
    int nodes = graph.nodes();
    checkSizes(settings, nodes, features.length);
    reserve(nodes);
    float[] result = new float[nodes * settings.outputs()];
    Neighbours neighbours = new Neighbours(graph, settings.aggregation(), h);
    float[] scales = new float[nodes];
    inBatches(
        nodes,
        (worker, from, to) -> {
          for (int node = from; node < to; node++) {
            scales[node] = neighbours.senderScale(node);
          }
          enter(features, from, to, scratches[worker]);
        });
    listener.layer(0, x, nodes);
    RowSums[] sums =
        Arrays.stream(scratches).map(scratch -> neighbours.sums()).toArray(RowSums[]::new);
    for (int number = 0; number < layers.size(); number++) {
      run(layers.get(number), nodes, scales, neighbours, sums);
      listener.layer(number + 1, x, nodes);
    }
    inBatches(nodes, (worker, from, to) -> leave(from, to, result, scratches[worker]));
    return result;
  }

  private void inBatches(int nodes, Workers.Task task) {
    workers.run(
        nodes,
        (worker, from, to) -> {
          for (int node = from; node < to; node += EngineLayer.ROWS) {
            task.rows(worker, node, Math.min(to, node + EngineLayer.ROWS));
          }
        });
  }

  /** x = SiLU(W_in f + b_in). */
  private void enter(float[] features, int from, int to, Scratch scratch) {
    int width = settings.inputs();
    float[][] given = scratch.inputs.rows(EngineLayer.ROWS);
    float[][] y = scratch.y.rows(EngineLayer.ROWS);
    for (int node = from; node < to; node++) {
      System.arraycopy(features, node * width, given[node - from], 0, width);
    }
    in.apply(given, y, to - from);
    for (int node = from; node < to; node++) {
      Squash.silu(y[node - from], 0, settings.hidden());
      x.set(node, y[node - from]);
    }
  }

  /** out = W_out x + b_out. */
  private void leave(int from, int to, float[] result, Scratch scratch) {
    int width = settings.outputs();
    float[][] rows = scratch.x.rows(EngineLayer.ROWS);
    float[][] y = scratch.results.rows(EngineLayer.ROWS);
    for (int node = from; node < to; node++) {
      x.get(node, rows[node - from]);
    }
    out.apply(rows, y, to - from);
    for (int node = from; node < to; node++) {
      System.arraycopy(y[node - from], 0, result, node * width, width);
    }
  }

  /**
   * Checks that features fit a network and a graph.
   *
   * @throws IllegalArgumentException that says what does not fit
   */
  public static void checkSizes(SmpnnSettings settings, int nodes, int features) {
    if ((long) nodes * settings.inputs() != features) {
      throw new IllegalArgumentException(
          "%,d features for %,d nodes; the network takes %d features a node, %,d in all"
              .formatted(features, nodes, settings.inputs(), (long) nodes * settings.inputs()));
    }
    if ((long) nodes * settings.outputs() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%,d nodes with %d outputs each exceed an array; cut the graph into clusters"
              .formatted(nodes, settings.outputs()));
    }
  }

  private void run(
      EngineLayer layer, int nodes, float[] scales, Neighbours neighbours, RowSums[] sums) {
    inBatches(
        nodes, (worker, from, to) -> layer.prepare(from, to, x, scales, h, scratches[worker]));
    var global = layer.attention(h, scales, nodes, workers);
    inBatches(
        nodes,
        (worker, from, to) ->
            layer.update(
                from, to, x, h, scales, neighbours, sums[worker], global, scratches[worker]));
  }

  private void reserve(int nodes) {
    if (x.nodes() < nodes) {
      x = new NodeRows(nodes, settings.hidden());
      h = new NodeRows(nodes, settings.hidden());
    }
  }

  @Override
  public void close() {
    workers.close();
    x = new NodeRows(0, settings.hidden());
    h = new NodeRows(0, settings.hidden());
  }
}
