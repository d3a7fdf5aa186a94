package io.eddy.model.smpnn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.graph.SubGraph;
import io.eddy.model.tensor.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Classification of nodes: cross-entropy over the classes of the training nodes, and what {@link
 * Consistency} asks of all nodes. Features and edges of all nodes are seen (transductive), classes
 * of the training nodes only.
 *
 * <p>With consistency the loss is (1/S) Σ_s H(y, p⁽ˢ⁾) plus its penalty (Feng et al., GRAND,
 * NeurIPS 2020), H being the mean over a part's training nodes; without, it is H of one pass.
 */
public final class NodeClasses implements Objective {
  private final CsrGraph graph;
  private final FeatureMatrix features;
  private final int[] classes;
  private final int count;
  private final int[] training;
  private final int[] validation;
  private final Consistency consistency;

  /**
   * A classification.
   *
   * @param classes of all nodes, from 0; only those of training and validation nodes are looked at
   * @param count of classes
   * @param training nodes
   * @param validation nodes
   * @param consistency asked of all nodes of a part
   */
  public NodeClasses(
      CsrGraph graph,
      FeatureMatrix features,
      int[] classes,
      int count,
      int[] training,
      int[] validation,
      Consistency consistency) {
    this.graph = graph;
    this.features = features;
    this.classes = classes.clone();
    this.count = count;
    this.training = training.clone();
    this.validation = validation.clone();
    this.consistency = consistency;
  }

  @Override
  public String measure() {
    return "accuracy";
  }

  @Override
  public void epoch(int number, Batching batching, Random random, Step step) {
    batching.epoch(
        graph,
        training,
        1,
        random,
        part ->
            step.on(
                part, features.of(part.nodes()), (pass, scope) -> loss(number, part, pass, scope)));
  }

  private NDArray loss(int epoch, SubGraph part, Pass pass, NDManager scope) {
    if (consistency.weight() == 0) {
      return crossEntropy(part, pass.outputs(), scope);
    }
    List<NDArray> probabilities = new ArrayList<>();
    List<NDArray> labelled = new ArrayList<>();
    for (int i = 0; i < consistency.passes(); i++) {
      NDArray outputs = pass.outputs();
      labelled.add(crossEntropy(part, outputs, scope));
      probabilities.add(outputs.softmax(1));
    }
    NDArray sum = labelled.stream().reduce(NDArray::add).orElseThrow();
    return Scalars.times(sum, 1.0 / consistency.passes())
        .add(consistency.penalty(epoch, probabilities, scope));
  }

  private NDArray crossEntropy(SubGraph part, NDArray outputs, NDManager scope) {
    int[] own = part.own();
    long[] places = new long[own.length];
    float[] truth = new float[own.length * count];
    for (int i = 0; i < own.length; i++) {
      places[i] = own[i];
      truth[i * count + classes[part.nodes()[own[i]]]] = -1f / own.length;
    }
    return outputs
        .get(scope.create(places))
        .logSoftmax(1)
        .mul(scope.create(truth, new Shape(own.length, count)))
        .sum();
  }

  @Override
  public double validation(Forward forward) {
    return accuracy(forward.outputs(graph, features), validation);
  }

  /** The share of some nodes whose largest output is that of their class. */
  public double accuracy(float[] outputs, int[] nodes) {
    int right = 0;
    for (int node : nodes) {
      int best = 0;
      for (int c = 1; c < count; c++) {
        best = outputs[node * count + c] > outputs[node * count + best] ? c : best;
      }
      right += best == classes[node] ? 1 : 0;
    }
    return (double) right / nodes.length;
  }
}
