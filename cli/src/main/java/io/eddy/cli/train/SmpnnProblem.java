package io.eddy.cli.train;

import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.bundle.SmpnnManifest.Metric;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.block.GraphBlock;
import io.eddy.model.smpnn.block.SmpnnBlock;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.train.Objective;
import io.eddy.model.tensor.NamedArrays;
import java.util.List;

/** What {@code eddy train smpnn} trains on, and how the result is measured. */
interface SmpnnProblem extends AutoCloseable {
  /** The network that is trained. */
  SmpnnSettings settings();

  /** What it learns. */
  Objective objective();

  /** The network with whatever only training needs. */
  default GraphBlock block() {
    return new SmpnnBlock(settings());
  }

  /** Parameters of the network under the names that they have in {@link #block}. */
  default NamedArrays named(NamedArrays network) {
    return network;
  }

  /** The network's own parameters among those that were trained. */
  default SmpnnParameters parameters(NamedArrays trained) {
    return new SmpnnParameters(settings(), trained);
  }

  /** What validation measured: nodes, or pairs of nodes. */
  int validationCount();

  /** What the test part says of trained parameters, and what a simple rule does there. */
  List<Metric> test(NamedArrays trained);

  /** What it is trained on. */
  SmpnnManifest.Data data();

  /** What a manifest calls the features. */
  String features();

  /** The graph that a picture shows. */
  CsrGraph shown();

  /** The features of its nodes. */
  FeatureMatrix shownFeatures();

  /** The labels of its nodes, -1 for none. */
  int[] labels();

  @Override
  void close();
}
