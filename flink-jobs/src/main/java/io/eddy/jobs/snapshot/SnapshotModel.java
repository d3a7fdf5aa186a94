package io.eddy.jobs.snapshot;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.snapshot.memory.MemoryTopic;
import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.smpnn.engine.NodeEmbedder;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeaturePlan;
import io.eddy.model.smpnn.graph.NodeActivity;
import io.eddy.model.tensor.DeviceChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The network of a bundle on a device, ready to embed graphs, with what is needed to compute its
 * nodes' features. One call at a time; keeps memory and threads between calls.
 */
public final class SnapshotModel implements GraphEmbedder, AutoCloseable {
  private final String name;
  private final FeaturePlan plan;
  private final NodeEmbedder embedder;
  private final @Nullable MemoryTopic memories;

  private SnapshotModel(
      String name, FeaturePlan plan, NodeEmbedder embedder, @Nullable MemoryTopic memories) {
    this.name = name;
    this.plan = plan;
    this.embedder = embedder;
    this.memories = memories;
  }

  /**
   * Loads the settings' bundle, for the first of the settings' devices.
   *
   * @throws io.eddy.model.bundle.BundleException if it is none of this kind, or is damaged
   * @throws InvalidSettingsException if it needs features that a stream's nodes do not have
   */
  public static SnapshotModel open(Settings settings) {
    return on(List.of(DeviceOptions.of(settings)), load(settings), settings).get(0);
  }

  /** As {@link #open}, but one for each of the settings' devices. */
  static List<SnapshotModel> openAll(Settings settings) {
    return on(Devices.of(settings), load(settings), settings);
  }

  /** A bundle's network for nodes that come with features, on the first of the devices. */
  public static NodeEmbedder forGiven(SmpnnBundle bundle, Settings settings) {
    return Devices.embedder(DeviceOptions.of(settings), bundle.parameters(), settings, 1);
  }

  private static List<SnapshotModel> on(
      List<DeviceChoice> devices, SmpnnBundle bundle, Settings settings) {
    FeaturePlan plan = plan(bundle);
    MemoryTopic memories =
        plan.memory() == 0 ? null : new MemoryTopic(settings, plan, devices.size());
    List<SnapshotModel> models = new ArrayList<>();
    try {
      for (DeviceChoice device : devices) {
        models.add(
            new SnapshotModel(
                name(bundle),
                plan,
                Devices.embedder(device, bundle.parameters(), settings, devices.size()),
                memories));
      }
    } catch (RuntimeException e) {
      models.forEach(SnapshotModel::close);
      throw e;
    }
    return models;
  }

  /** Checks that the settings' bundle can be used; throws as {@link #open}. */
  public static SmpnnBundle load(Settings settings) {
    Path folder = Path.of(settings.get(SnapshotOptions.BUNDLE));
    SmpnnBundle bundle = SmpnnBundle.load(folder);
    SmpnnManifest manifest = bundle.manifest();
    FeaturePlan plan =
        FeaturePlan.parse(manifest.features())
            .orElseThrow(
                () ->
                    refused(
                        "the network in '%s' was trained on features '%s', which a stream's nodes do not have; expected '%s' with '+time', '+memory:…' or both, as `eddy train smpnn --data` gives for streams",
                        folder, manifest.features(), FeaturePlan.GRAPH.name()));
    int least = plan.smallest();
    if (manifest.settings().inputs() < least) {
      throw refused(
          "the network in '%s' takes %d features a node, but '%s' are %d or more",
          folder, manifest.settings().inputs(), manifest.features(), least);
    }
    return bundle;
  }

  private static InvalidSettingsException refused(String text, Object... words) {
    return new InvalidSettingsException(
        List.of(SnapshotOptions.BUNDLE.key() + ": " + text.formatted(words)));
  }

  /** Which features a loaded bundle was trained on. */
  public static FeaturePlan plan(SmpnnBundle bundle) {
    return FeaturePlan.parse(bundle.manifest().features()).orElseThrow();
  }

  /** Name and version, as stores keep it. */
  public static String name(SmpnnBundle bundle) {
    return bundle.manifest().kind() + " " + bundle.version();
  }

  /** Name and version, as stores keep it. */
  public String name() {
    return name;
  }

  /** Which features the nodes have. */
  public FeaturePlan plan() {
    return plan;
  }

  @Override
  public String device() {
    return embedder.device();
  }

  @Override
  public EmbeddingSnapshot embed(long id, long timeMicros, GraphAssembly.Sorted graph) {
    return embed(id, timeMicros, graph.names(), graph.graph(), graph.activity());
  }

  /**
   * The embeddings of a graph's nodes.
   *
   * @param names of the nodes by number
   * @param activity of the nodes; may be null where there are no features of time
   * @throws IllegalArgumentException if the nodes do not have the features of the network
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public EmbeddingSnapshot embed(
      long id,
      long timeMicros,
      List<String> names,
      CsrGraph graph,
      @Nullable NodeActivity activity) {
    IntFunction<float @Nullable []> memory =
        memories == null ? node -> null : memories.at(names, timeMicros)::get;
    float[] features =
        plan.features(graph, names::get, embedder.inputs(), activity, timeMicros, memory);
    return new EmbeddingSnapshot(
        new SnapshotInfo(id, timeMicros, name, embedder.outputs(), names.size()),
        names,
        embedder.embed(graph, features));
  }

  @Override
  public void close() {
    embedder.close();
    if (memories != null) {
      memories.close();
    }
  }
}
