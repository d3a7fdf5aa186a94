package io.eddy.cli.bench;

import io.eddy.cli.bench.SmpnnResult.Pass;
import io.eddy.cli.bench.SmpnnResult.Scale;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.block.TensorEmbedder;
import io.eddy.model.smpnn.engine.NodeEmbedder;
import io.eddy.model.smpnn.engine.NodeRows;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.engine.SparseProduct;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.tensor.DeviceChoice;
import java.io.PrintWriter;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Time and memory of a forward pass over generated graphs whose degrees follow a power law of
 * exponent 2.5, ten edges a node. Of the repeats the best counts, as it does for the bandwidth that
 * they are compared with: another process can only make one slower.
 */
final class ScaleBench {
  private static final int FIRST = 100_000;
  private static final int HIDDEN = 64;
  private static final int LAYERS = 2;
  private static final int EDGES_A_NODE = 10;
  private static final int REPEATS = 5;

  /** A collection that frees no more than this has left nothing to the next one. */
  private static final long SETTLED_BYTES = 1 << 18;

  private static final Duration WARM_UP = Duration.ofSeconds(8);

  /** From here on rows do not fit the caches of usual machines. */
  private static final int LARGE = 1_000_000;

  /** The rank r of a node has a density of r^(−2/3), which gives degrees the exponent 2.5. */
  private static final double POWER = 3;

  private final int threads;
  private final PrintWriter err;
  private final SmpnnParameters parameters =
      SmpnnParameters.seeded(SmpnnSettings.of(HIDDEN, HIDDEN, HIDDEN, LAYERS), 1);

  ScaleBench(int threads, PrintWriter err) {
    this.threads = threads;
    this.err = err;
  }

  Scale run(int most, DeviceChoice choice) {
    double bandwidth = Bandwidth.streaming(threads);
    double gather = Bandwidth.gathering(threads);
    err.printf(
        Locale.ROOT,
        "%d threads: %.1f GB/s in order, %.1f GB/s in random rows%n",
        threads,
        bandwidth,
        gather);
    List<Pass> rows = new ArrayList<>();
    warmUp();
    for (int edges : sizes(most)) {
      rows.add(kernel(edges, bandwidth, gather));
    }
    double slope = slope(rows, Pass::seconds);
    List<Pass> large = rows.stream().filter(row -> row.edges() >= LARGE).toList();
    double upperSlope = slope(large, Pass::seconds);
    double memorySlope = slope(rows, Pass::mebibytes);
    if (choice.resolve().isGpu()) {
      for (int edges : sizes(most)) {
        rows.add(gpu(edges, choice));
      }
    }
    return new Scale(threads, HIDDEN, bandwidth, gather, slope, upperSlope, memorySlope, rows);
  }

  /**
   * The optimising compiler must be done with all loops before the first graph counts, also where
   * it has to share a core with the threads.
   */
  private void warmUp() {
    try (CsrGraph graph = CsrGraph.undirected(FIRST / EDGES_A_NODE, edges(FIRST));
        SmpnnEngine engine = new SmpnnEngine(parameters, threads)) {
      float[] features = features(graph.nodes());
      long end = System.nanoTime() + WARM_UP.toNanos();
      while (System.nanoTime() < end) {
        engine.embed(graph, features);
        product(graph);
      }
    }
  }

  private static int[] sizes(int most) {
    List<Integer> sizes = new ArrayList<>();
    for (double edges = FIRST; edges < most * 0.99; edges *= Math.sqrt(10)) {
      sizes.add((int) Math.round(edges));
    }
    sizes.add(most);
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  private record Built(CsrGraph graph, double seconds) {}

  private static Built build(int count) {
    EdgeList list = edges(count);
    long start = System.nanoTime();
    CsrGraph graph = CsrGraph.undirected(count / EDGES_A_NODE, list);
    return new Built(graph, (System.nanoTime() - start) / 1e9);
  }

  /** What is in use on the heap, after collections, and outside it in buffers. */
  private static long usedBytes() {
    long before;
    long used = Long.MAX_VALUE;
    do {
      before = used;
      System.gc();
      used = inUse();
    } while (used < before - SETTLED_BYTES);
    return used;
  }

  private static long inUse() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
  }

  private Pass kernel(int count, double bandwidth, double gather) {
    long before = usedBytes();
    Built built = build(count);
    try (CsrGraph graph = built.graph();
        SmpnnEngine engine = new SmpnnEngine(parameters, threads)) {
      float[] features = features(graph.nodes());
      float[] result = engine.embed(graph, features);
      double best = Double.MAX_VALUE;
      for (int i = 0; i < REPEATS; i++) {
        long start = System.nanoTime();
        result = engine.embed(graph, features);
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
      long bytes = usedBytes() - before;
      if (features.length != result.length) {
        throw new IllegalStateException("%d numbers came out".formatted(result.length));
      }
      double product = product(graph);
      double gigabytes = moved(graph) / product / 1e9;
      return told(
          new Pass(
              "cpu",
              graph.nodes(),
              count,
              built.seconds(),
              best,
              (double) count * LAYERS / best,
              product,
              gigabytes,
              gigabytes / bandwidth,
              gigabytes / gather,
              bytes >> 20));
    }
  }

  /** Seconds of one product of the adjacency with rows as wide as the network, the best. */
  private double product(CsrGraph graph) {
    NodeRows x = new NodeRows(graph.nodes(), HIDDEN);
    NodeRows y = new NodeRows(graph.nodes(), HIDDEN);
    double best = Double.MAX_VALUE;
    try (SparseProduct product = new SparseProduct(threads)) {
      product.multiply(graph, x, y);
      for (int i = 0; i < REPEATS; i++) {
        long start = System.nanoTime();
        product.multiply(graph, x, y);
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
    }
    return best;
  }

  private Pass gpu(int count, DeviceChoice choice) {
    Built built = build(count);
    try (CsrGraph graph = built.graph();
        NodeEmbedder embedder = TensorEmbedder.on(choice, parameters, threads)) {
      float[] features = features(graph.nodes());
      embedder.embed(graph, features);
      double best = Double.MAX_VALUE;
      for (int i = 0; i < REPEATS; i++) {
        long start = System.nanoTime();
        embedder.embed(graph, features);
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
      return told(
          new Pass(
              embedder.device(),
              graph.nodes(),
              count,
              built.seconds(),
              best,
              (double) count * LAYERS / best,
              0,
              0,
              0,
              0,
              0));
    }
  }

  private Pass told(Pass pass) {
    err.printf(
        Locale.ROOT,
        "%s: %,d edges, %.4f s, product %.4f s, %.2f GB/s, %d MiB%n",
        pass.device(),
        pass.edges(),
        pass.seconds(),
        pass.product(),
        pass.gigabytes(),
        pass.mebibytes());
    err.flush();
    return pass;
  }

  /**
   * Bytes that a product reads and writes if nothing stays in a cache: for an entry a row, a number
   * and a weight, for a node a row.
   */
  private static double moved(CsrGraph graph) {
    double row = 4.0 * HIDDEN;
    return graph.entries() * (row + 8) + graph.nodes() * row;
  }

  private static EdgeList edges(int count) {
    SplittableRandom random = new SplittableRandom(count);
    int nodes = count / EDGES_A_NODE;
    EdgeList list = new EdgeList(count);
    for (int i = 0; i < count; i++) {
      list.add(node(random, nodes), node(random, nodes));
    }
    return list;
  }

  /** Ranks are spread over the numbers, so that hubs do not lie side by side in memory. */
  private static int node(SplittableRandom random, int nodes) {
    long rank = (long) (nodes * Math.pow(random.nextDouble(), POWER));
    return (int) (rank * 2_654_435_761L % nodes);
  }

  private static float[] features(int nodes) {
    SplittableRandom random = new SplittableRandom(nodes);
    float[] features = new float[nodes * HIDDEN];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble() - 0.5f;
    }
    return features;
  }

  /** Least squares. */
  private static double slope(List<Pass> rows, ToDoubleFunction<Pass> of) {
    double x = rows.stream().mapToDouble(row -> Math.log(row.edges())).average().orElse(0);
    double y =
        rows.stream().mapToDouble(row -> Math.log(of.applyAsDouble(row))).average().orElse(0);
    double xy = 0;
    double xx = 0;
    for (Pass row : rows) {
      xy += (Math.log(row.edges()) - x) * (Math.log(of.applyAsDouble(row)) - y);
      xx += (Math.log(row.edges()) - x) * (Math.log(row.edges()) - x);
    }
    return xx == 0 ? 0 : xy / xx;
  }
}
