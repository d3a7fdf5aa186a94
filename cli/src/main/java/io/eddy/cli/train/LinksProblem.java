package io.eddy.cli.train;

import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.NodeLabels;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.bundle.SmpnnManifest.Metric;
import io.eddy.model.eval.AveragePrecision;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.graph.FeaturePlan;
import io.eddy.model.smpnn.train.LinkWindow;
import io.eddy.model.smpnn.train.NextLinks;
import io.eddy.model.smpnn.train.Objective;
import io.eddy.model.tensor.NamedArrays;
import java.util.List;

/**
 * Links of a stream's next window: the last pair of windows is the test, the one before it
 * validation, the others are learned from.
 */
final class LinksProblem implements SmpnnProblem {
  /** The negatives of validation and test are the same for every training. */
  private static final long SEED = 0;

  private final DataSet set;
  private final StreamWindows windows;
  private final SmpnnSettings settings;
  private final FeaturePlan plan;
  private final NextLinks objective;

  LinksProblem(DataSet set, SmpnnOptions options) {
    this.set = set;
    this.settings = options.network(options.streamFeatures(), options.embedding, false);
    this.plan = options.features.plan();
    this.windows =
        StreamWindows.of(set, options.windows, options.streamFeatures(), options.features);
    int last = windows.list().size() - 1;
    this.objective =
        new NextLinks(windows.list().subList(0, last - 1), windows.list().get(last - 1), SEED);
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
    return windows.list().get(windows.list().size() - 2).pairs();
  }

  @Override
  public List<Metric> test(NamedArrays trained) {
    LinkWindow window = last();
    try (SmpnnEngine engine = new SmpnnEngine(parameters(trained), 1)) {
      float[] rows = engine.embed(window.graph(), window.features().values());
      AveragePrecision found =
          NextLinks.quality(
              window, (a, b) -> NextLinks.cosine(rows, settings.outputs(), a, b), SEED);
      AveragePrecision known =
          NextLinks.quality(window, (a, b) -> present(window.graph(), a, b), SEED);
      int count = window.pairs();
      return List.of(
          new Metric("test", "roc-auc", count, found.rocAuc()),
          new Metric("test", "ap", count, found.averagePrecision()),
          new Metric("test", "roc-auc of edges already there", count, known.rocAuc()),
          new Metric("test", "ap of edges already there", count, known.averagePrecision()));
    }
  }

  private static double present(CsrGraph graph, int a, int b) {
    for (int entry = graph.rowStart(a); entry < graph.rowEnd(a); entry++) {
      if (graph.column(entry) == b) {
        return 1;
      }
    }
    return 0;
  }

  private LinkWindow last() {
    return windows.list().get(windows.list().size() - 1);
  }

  @Override
  public SmpnnManifest.Data data() {
    return new SmpnnManifest.Data(set.name(), windows.nodes(), set.events().size());
  }

  @Override
  public String features() {
    return plan.name();
  }

  @Override
  public CsrGraph shown() {
    return last().graph();
  }

  @Override
  public FeatureMatrix shownFeatures() {
    return last().features();
  }

  /** What is known of a node or of its events in the end. */
  @Override
  public int[] labels() {
    return NodeLabels.of(set, windows.namesOfLast());
  }

  @Override
  public void close() {
    windows.close();
  }
}
