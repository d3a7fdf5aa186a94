package io.eddy.model.smpnn.train;

import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.LdgPartitioner;
import io.eddy.model.smpnn.graph.NeighbourSampler;
import io.eddy.model.smpnn.graph.SubGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** In which parts of a graph an epoch learns. Immutable; parts are closed by who makes them. */
public interface Batching {

  /**
   * Goes through an epoch's parts.
   *
   * @param targets nodes whose outputs are wanted, in tuples that a part should hold together; a
   *     node may come more than once
   * @param arity length of a tuple
   * @param step is given each part; its own nodes are those targets that it is for
   */
  void epoch(CsrGraph graph, int[] targets, int arity, Random random, Consumer<SubGraph> step);

  /** What a manifest calls it. */
  String name();

  /** The whole graph as the one part. */
  static Batching whole() {
    return new Batching() {
      @Override
      public void epoch(
          CsrGraph graph, int[] targets, int arity, Random random, Consumer<SubGraph> step) {
        int[] all = IntStream.range(0, graph.nodes()).toArray();
        step.accept(new SubGraph(graph, all, distinct(targets)));
      }

      @Override
      public String name() {
        return "whole";
      }
    };
  }

  /**
   * Targets in a new order in every epoch, and neighbours drawn around them.
   *
   * @param size tuples of a part
   * @param fanOuts neighbours of a node, for each layer
   */
  static Batching neighbours(int size, int... fanOuts) {
    return new Batching() {
      @Override
      public void epoch(
          CsrGraph graph, int[] targets, int arity, Random random, Consumer<SubGraph> step) {
        NeighbourSampler sampler = new NeighbourSampler(graph, fanOuts);
        List<Integer> tuples =
            new ArrayList<>(IntStream.range(0, targets.length / arity).boxed().toList());
        Collections.shuffle(tuples, random);
        for (int from = 0; from < tuples.size(); from += size) {
          int[] own =
              tuples.subList(from, Math.min(tuples.size(), from + size)).stream()
                  .flatMapToInt(tuple -> Arrays.stream(targets, tuple * arity, (tuple + 1) * arity))
                  .toArray();
          try (SubGraph part = sampler.around(distinct(own), random)) {
            step.accept(part);
          }
        }
      }

      @Override
      public String name() {
        return "neighbours";
      }
    };
  }

  /**
   * Clusters of a streaming partitioner, some at a time, with their halo (Chiang et al.,
   * Cluster-GCN, KDD 2019, which has no halo). Which go together changes from epoch to epoch.
   *
   * @param count clusters
   * @param together clusters of a part
   * @param halo hops
   */
  static Batching clusters(int count, int together, int halo) {
    return new ClusterBatching(count, together, halo, new LdgPartitioner(count, 0.1, 3));
  }

  /** Each number once, ascending. */
  private static int[] distinct(int[] numbers) {
    return Arrays.stream(numbers).sorted().distinct().toArray();
  }
}
