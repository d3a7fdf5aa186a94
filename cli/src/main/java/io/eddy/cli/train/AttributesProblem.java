package io.eddy.cli.train;

import io.eddy.cli.data.GraphData;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.bundle.SmpnnManifest.Metric;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.block.DecodedBlock;
import io.eddy.model.smpnn.block.GraphBlock;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.train.HiddenAttributes;
import io.eddy.model.smpnn.train.Objective;
import io.eddy.model.smpnn.train.Outputs;
import io.eddy.model.tensor.NamedArrays;
import java.util.List;

/** Hidden attributes of the nodes of a graph that stands still. */
final class AttributesProblem implements SmpnnProblem {
  private final GraphData data;
  private final CsrGraph graph;
  private final SmpnnSettings settings;
  private final HiddenAttributes objective;

  AttributesProblem(GraphData data, SmpnnOptions options) {
    this.data = data;
    this.settings = options.network(data.features().columns(), options.embedding, true);
    this.graph = data.graph();
    this.objective = HiddenAttributes.of(graph, data.features(), data.validation(), data.test());
  }

  @Override
  public SmpnnSettings settings() {
    return settings;
  }

  @Override
  public Objective objective() {
    return objective;
  }

  @Override
  public GraphBlock block() {
    return new DecodedBlock(settings, data.features().columns());
  }

  @Override
  public NamedArrays named(NamedArrays network) {
    return DecodedBlock.within(network);
  }

  @Override
  public SmpnnParameters parameters(NamedArrays trained) {
    return DecodedBlock.network(settings, trained);
  }

  @Override
  public int validationCount() {
    return data.validation().length;
  }

  @Override
  public List<Metric> test(NamedArrays trained) {
    float[] outputs = Outputs.of(block(), trained, graph, objective.visible()).rows();
    int count = data.test().length;
    return List.of(
        new Metric("test", objective.measure(), count, objective.cosine(outputs, data.test())),
        new Metric("test", "cosine of the mean", count, objective.cosine(mean(), data.test())));
  }

  /** The mean of all visible attributes, for every node. */
  private float[] mean() {
    int columns = data.features().columns();
    float[] visible = objective.visible().values();
    double[] mean = new double[columns];
    for (int i = 0; i < visible.length; i++) {
      mean[i % columns] += visible[i];
    }
    float[] rows = new float[visible.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) mean[i % columns];
    }
    return rows;
  }

  @Override
  public SmpnnManifest.Data data() {
    return new SmpnnManifest.Data(data.name(), data.nodes(), data.edges().size());
  }

  @Override
  public String features() {
    return SmpnnManifest.GIVEN;
  }

  @Override
  public CsrGraph shown() {
    return graph;
  }

  @Override
  public FeatureMatrix shownFeatures() {
    return data.features();
  }

  @Override
  public int[] labels() {
    return data.classes();
  }

  @Override
  public void close() {
    graph.close();
  }
}
