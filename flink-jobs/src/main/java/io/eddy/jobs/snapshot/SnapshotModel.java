package io.eddy.jobs.snapshot;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.block.TensorEmbedder;
import io.eddy.model.smpnn.engine.NodeEmbedder;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.NodeFeatures;
import io.eddy.model.tensor.DeviceChoice;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of a bundle, ready to embed graphs. One call at a time; keeps memory and threads
 * between calls.
 */
public final class SnapshotModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotModel.class);

  private final String name;
  private final NodeEmbedder embedder;

  private SnapshotModel(String name, NodeEmbedder embedder) {
    this.name = name;
    this.embedder = embedder;
  }

  /**
   * Loads the settings' bundle, for the settings' device.
   *
   * @throws io.eddy.model.bundle.BundleException if it is none of this kind, or is damaged
   * @throws InvalidSettingsException if it needs features that a stream's nodes do not have
   */
  public static SnapshotModel open(Settings settings) {
    SmpnnBundle bundle = load(settings);
    int threads = settings.get(SnapshotOptions.THREADS);
    return new SnapshotModel(
        name(bundle),
        embedder(
            DeviceOptions.of(settings),
            bundle.parameters(),
            threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1)));
  }

  /** The processor needs no tensor library, which a Flink cluster may not have. */
  private static NodeEmbedder embedder(
      DeviceChoice choice, SmpnnParameters parameters, int threads) {
    if (choice.equals(DeviceChoice.CPU)) {
      return new SmpnnEngine(parameters, threads);
    }
    try {
      return TensorEmbedder.on(choice, parameters, threads);
    } catch (NoClassDefFoundError e) {
      if (!choice.equals(DeviceChoice.AUTO)) {
        throw new InvalidSettingsException(
            List.of(
                "%s: '%s' needs DJL and PyTorch in Flink's lib folder, but there is no %s"
                    .formatted(DeviceOptions.DEVICE.key(), choice, e.getMessage())));
      }
      LOG.info("Snapshots are computed on the processor: there is no {}", e.getMessage());
      return new SmpnnEngine(parameters, threads);
    }
  }

  /** Checks that the settings' bundle can be used; throws as {@link #open}. */
  public static SmpnnBundle load(Settings settings) {
    Path folder = Path.of(settings.get(SnapshotOptions.BUNDLE));
    SmpnnBundle bundle = SmpnnBundle.load(folder);
    String features = bundle.manifest().features();
    if (!features.equals(NodeFeatures.NAME)) {
      throw new InvalidSettingsException(
          List.of(
              "%s: the network in '%s' was trained on features '%s', which a stream's nodes do not have; expected '%s', as `eddy train smpnn --data` gives for streams"
                  .formatted(SnapshotOptions.BUNDLE.key(), folder, features, NodeFeatures.NAME)));
    }
    return bundle;
  }

  /** Name and version, as stores keep it. */
  public static String name(SmpnnBundle bundle) {
    return bundle.manifest().kind() + " " + bundle.version();
  }

  /** Name and version, as stores keep it. */
  public String name() {
    return name;
  }

  /** Where it computes. */
  public String device() {
    return embedder.device();
  }

  /**
   * The embeddings of a graph's nodes.
   *
   * @param names of the nodes by number
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public EmbeddingSnapshot embed(long id, long timeMicros, List<String> names, CsrGraph graph) {
    float[] features = NodeFeatures.of(graph, names::get, embedder.inputs());
    return new EmbeddingSnapshot(
        new SnapshotInfo(id, timeMicros, name, embedder.outputs(), names.size()),
        names,
        embedder.embed(graph, features));
  }

  @Override
  public void close() {
    embedder.close();
  }
}
