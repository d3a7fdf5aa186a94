package io.eddy.model.smpnn.train;

import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.LdgPartitioner;
import io.eddy.model.smpnn.graph.Parts;
import io.eddy.model.smpnn.graph.SubGraph;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Batches of clusters; a graph is partitioned at its first epoch. Not thread-safe. */
final class ClusterBatching implements Batching {
  private final int count;
  private final int together;
  private final int halo;
  private final LdgPartitioner partitioner;
  private final Map<CsrGraph, int[]> partitions = new IdentityHashMap<>();

  ClusterBatching(int count, int together, int halo, LdgPartitioner partitioner) {
    if (together < 1 || together > count || halo < 0) {
      throw new IllegalArgumentException(
          "%d of %d clusters together, a halo of %d hops; expected 1 to all, 0 or more"
              .formatted(together, count, halo));
    }
    this.count = count;
    this.together = together;
    this.halo = halo;
    this.partitioner = partitioner;
  }

  @Override
  public void epoch(
      CsrGraph graph, int[] targets, int arity, Random random, Consumer<SubGraph> step) {
    int[] clusterOf = partitions.computeIfAbsent(graph, partitioner::partition);
    BitSet wanted = new BitSet(graph.nodes());
    for (int target : targets) {
      wanted.set(target);
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, random);
    Parts parts = new Parts(graph);
    for (int from = 0; from < count; from += together) {
      BitSet chosen = new BitSet(count);
      order.subList(from, Math.min(count, from + together)).forEach(chosen::set);
      int[] nodes =
          IntStream.range(0, graph.nodes()).filter(n -> chosen.get(clusterOf[n])).toArray();
      try (SubGraph part = parts.around(nodes, halo)) {
        int[] own =
            IntStream.of(part.own()).filter(place -> wanted.get(part.nodes()[place])).toArray();
        if (own.length > 0) {
          step.accept(new SubGraph(part.graph(), part.nodes(), own));
        }
      }
    }
  }

  @Override
  public String name() {
    return "clusters";
  }
}
