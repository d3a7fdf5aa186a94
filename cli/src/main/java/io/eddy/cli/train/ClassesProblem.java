package io.eddy.cli.train;

import io.eddy.cli.data.GraphData;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.bundle.SmpnnManifest.Metric;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.train.NodeClasses;
import io.eddy.model.smpnn.train.Objective;
import io.eddy.model.tensor.NamedArrays;
import java.util.List;

/** Classes of the nodes of a graph that stands still. */
final class ClassesProblem implements SmpnnProblem {
  private final GraphData data;
  private final CsrGraph graph;
  private final SmpnnSettings settings;
  private final NodeClasses objective;

  ClassesProblem(GraphData data, SmpnnOptions options) {
    this.data = data;
    this.settings = options.network(data.features().columns(), data.classCount(), true);
    this.graph = data.graph();
    this.objective =
        new NodeClasses(
            graph,
            data.features(),
            data.classes(),
            data.classCount(),
            data.training(),
            data.validation(),
            options.consistency.chosen());
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
  public int validationCount() {
    return data.validation().length;
  }

  @Override
  public List<Metric> test(NamedArrays trained) {
    try (SmpnnEngine engine = new SmpnnEngine(parameters(trained), 1)) {
      float[] outputs = engine.embed(graph, data.features().values());
      return List.of(
          new Metric(
              "test",
              objective.measure(),
              data.test().length,
              objective.accuracy(outputs, data.test())));
    }
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
