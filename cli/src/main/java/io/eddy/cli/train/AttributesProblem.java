package io.eddy.cli.train;

import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.GraphData;
import io.eddy.cli.data.NodeLabels;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.bundle.SmpnnManifest.Metric;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.block.DecodedBlock;
import io.eddy.model.smpnn.block.GraphBlock;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.train.HiddenAttributes;
import io.eddy.model.smpnn.train.LinkWindow;
import io.eddy.model.smpnn.train.Objective;
import io.eddy.model.smpnn.train.Outputs;
import io.eddy.model.tensor.NamedArrays;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Hidden attributes of the nodes of one graph: one that stands still, or the last window of a
 * stream, where attributes are what is told of a node to the network.
 */
final class AttributesProblem implements SmpnnProblem {
  /** The same nodes of a stream are held back in every training. */
  private static final long SEED = 0;

  /** One node of a stream in so many is for validation, and another for the test. */
  private static final int HELD_BACK = 5;

  private final SmpnnManifest.Data data;
  private final String kind;
  private final CsrGraph graph;
  private final FeatureMatrix attributes;
  private final int[] validation;
  private final int[] test;
  private final int[] labels;
  private final SmpnnSettings settings;
  private final HiddenAttributes objective;
  private final Runnable close;

  private AttributesProblem(
      SmpnnManifest.Data data,
      String kind,
      CsrGraph graph,
      FeatureMatrix attributes,
      int[] validation,
      int[] test,
      int[] labels,
      SmpnnSettings settings,
      Runnable close) {
    this.data = data;
    this.kind = kind;
    this.graph = graph;
    this.attributes = attributes;
    this.validation = validation;
    this.test = test;
    this.labels = labels;
    this.settings = settings;
    this.objective = HiddenAttributes.of(graph, attributes, validation, test);
    this.close = close;
  }

  /** Of a graph that stands still. */
  static AttributesProblem of(GraphData data, SmpnnOptions options) {
    CsrGraph graph = data.graph();
    return new AttributesProblem(
        new SmpnnManifest.Data(data.name(), data.nodes(), data.edges().size()),
        SmpnnManifest.GIVEN,
        graph,
        data.features(),
        data.validation(),
        data.test(),
        data.classes(),
        options.network(data.features().columns(), options.embedding, true),
        graph::close);
  }

  /** Of a stream's last window. */
  static AttributesProblem of(DataSet set, SmpnnOptions options) {
    int columns = options.streamFeatures();
    StreamWindows windows = StreamWindows.of(set, options.windows, columns, options.features);
    LinkWindow last = windows.list().get(windows.list().size() - 1);
    List<Integer> nodes = new ArrayList<>();
    for (int node = 0; node < last.graph().nodes(); node++) {
      nodes.add(node);
    }
    Collections.shuffle(nodes, new Random(SEED));
    int part = nodes.size() / HELD_BACK;
    return new AttributesProblem(
        new SmpnnManifest.Data(set.name(), windows.nodes(), set.events().size()),
        options.features.plan().name(),
        last.graph(),
        last.features(),
        array(nodes.subList(0, part)),
        array(nodes.subList(part, 2 * part)),
        NodeLabels.of(set, windows.namesOfLast()),
        options.network(columns, options.embedding, false),
        windows::close);
  }

  private static int[] array(List<Integer> nodes) {
    return nodes.stream().mapToInt(Integer::intValue).toArray();
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
    return new DecodedBlock(settings, attributes.columns());
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
    return validation.length;
  }

  @Override
  public List<Metric> test(NamedArrays trained) {
    float[] outputs = Outputs.of(block(), trained, graph, objective.visible()).rows();
    return List.of(
        new Metric("test", objective.measure(), test.length, objective.cosine(outputs, test)),
        new Metric("test", "cosine of the mean", test.length, objective.cosine(mean(), test)));
  }

  /** The mean of all visible attributes, for every node. */
  private float[] mean() {
    int columns = attributes.columns();
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
    return data;
  }

  @Override
  public String features() {
    return kind;
  }

  @Override
  public CsrGraph shown() {
    return graph;
  }

  @Override
  public FeatureMatrix shownFeatures() {
    return attributes;
  }

  @Override
  public int[] labels() {
    return labels;
  }

  @Override
  public void close() {
    close.run();
  }
}
