package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
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
import io.eddy.model.smpnn.graph.FeaturePlan;
import io.eddy.model.smpnn.graph.NodeFeatures;
import io.eddy.model.smpnn.train.HiddenAttributes;
import io.eddy.model.smpnn.train.LinkWindow;
import io.eddy.model.smpnn.train.Objective;
import io.eddy.model.smpnn.train.Outputs;
import io.eddy.model.tensor.NamedArrays;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Hidden attributes of the nodes of one graph: one that stands still, or the last window of a
 * stream that has a next one. A stream's nodes have no attributes of their own: theirs are the
 * features that are more than a sketch of the name, each standardised, so that their mean is 0.
 */
final class AttributesProblem implements SmpnnProblem {
  /** The same nodes of a stream are held back in every training. */
  private static final long SEED = 0;

  /** One node of a stream in so many is for validation, and another for the test. */
  private static final int HELD_BACK = 5;

  private final SmpnnManifest.Data data;
  private final String kind;
  private final CsrGraph graph;
  private final FeatureMatrix features;
  private final FeatureMatrix targets;
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
      FeatureMatrix features,
      FeatureMatrix targets,
      int[] validation,
      int[] test,
      int[] labels,
      SmpnnSettings settings,
      Runnable close) {
    this.data = data;
    this.kind = kind;
    this.graph = graph;
    this.features = features;
    this.targets = targets;
    this.validation = validation;
    this.test = test;
    this.labels = labels;
    this.settings = settings;
    this.objective = HiddenAttributes.of(graph, features, targets, validation, test);
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
    if (part == 0) {
      windows.close();
      throw new CommandException(
          "the last window of '%s' has %d nodes; attributes need %d or more, so give fewer --windows"
              .formatted(set.name(), nodes.size(), HELD_BACK));
    }
    FeaturePlan plan = options.features.plan();
    return new AttributesProblem(
        new SmpnnManifest.Data(set.name(), windows.nodes(), set.events().size()),
        plan.name(),
        last.graph(),
        last.features(),
        targets(last.features(), plan, array(nodes.subList(2 * part, nodes.size()))),
        array(nodes.subList(0, part)),
        array(nodes.subList(part, 2 * part)),
        NodeLabels.of(set, windows.namesOfLast()),
        options.network(columns, options.embedding, false),
        windows::close);
  }

  /** All columns but those of the sketch, with mean 0 and deviation 1 over the learned nodes. */
  private static FeatureMatrix targets(FeatureMatrix features, FeaturePlan plan, int[] learned) {
    int extra = features.columns() - plan.extraColumns();
    int columns = NodeFeatures.STRUCTURE + plan.extraColumns();
    float[] targets = new float[features.rows() * columns];
    for (int c = 0; c < columns; c++) {
      int from = c < NodeFeatures.STRUCTURE ? c : extra + c - NodeFeatures.STRUCTURE;
      double sum = 0;
      double squares = 0;
      for (int node : learned) {
        double value = features.values()[node * features.columns() + from];
        sum += value;
        squares += value * value;
      }
      double mean = sum / learned.length;
      double deviation = Math.sqrt(Math.max(0, squares / learned.length - mean * mean));
      for (int node = 0; deviation > 0 && node < features.rows(); node++) {
        targets[node * columns + c] =
            (float) ((features.values()[node * features.columns() + from] - mean) / deviation);
      }
    }
    return new FeatureMatrix(targets, columns);
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
    return new DecodedBlock(settings, targets.columns());
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

  /** The mean of what is to be given back of the learned nodes, for every node. */
  private float[] mean() {
    int columns = targets.columns();
    boolean[] heldBack = new boolean[graph.nodes()];
    IntStream.concat(IntStream.of(validation), IntStream.of(test))
        .forEach(node -> heldBack[node] = true);
    float[] learned = targets.without(heldBack).values();
    double[] mean = new double[columns];
    for (int i = 0; i < learned.length; i++) {
      mean[i % columns] += learned[i] / graph.nodes();
    }
    float[] rows = new float[learned.length];
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
    return features;
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
