package io.eddy.cli.train;

import ai.djl.Device;
import io.eddy.cli.console.CommandException;
import io.eddy.cli.plot.EmbeddingPlot;
import io.eddy.cli.train.SmpnnReport.Layer;
import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.bundle.SmpnnManifest.Metric;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.graph.Smoothness;
import io.eddy.model.smpnn.train.Batching;
import io.eddy.model.smpnn.train.Consistency;
import io.eddy.model.smpnn.train.FitSettings;
import io.eddy.model.smpnn.train.Fitted;
import io.eddy.model.smpnn.train.GraphFitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trains a message passing network, measures it, and writes its bundle and perhaps a picture. */
final class SmpnnTrainer {
  private static final String CHECKPOINT = "checkpoint.bin";

  private final SmpnnProblem problem;
  private final SmpnnOptions options;
  private final boolean given;
  private final SmpnnOptions.Task task;
  private final Device device;
  private final Path folder;
  private final SmpnnStart start;

  /**
   * A training.
   *
   * @param given whether nodes came with features
   * @throws CommandException if it cannot begin with the network that the options name
   */
  SmpnnTrainer(
      SmpnnProblem problem,
      SmpnnOptions options,
      boolean given,
      SmpnnOptions.Task task,
      Device device,
      Path folder) {
    this.problem = problem;
    this.options = options;
    this.given = given;
    this.task = task;
    this.device = device;
    this.folder = folder;
    this.start = options.start == null ? SmpnnStart.RANDOM : SmpnnStart.of(options.start, problem);
  }

  /**
   * Trains.
   *
   * @param plot a PNG file to write, or null for none
   * @throws CommandException if a folder or file cannot be written
   */
  SmpnnReport run(@Nullable Path plot) {
    long began = System.nanoTime();
    Batching batching = options.batching(given);
    FitSettings training = options.training(given);
    Fitted fitted = fitted(batching, training);
    SmpnnParameters parameters = problem.parameters(fitted.parameters());
    List<Metric> metrics = new ArrayList<>();
    metrics.add(
        new Metric(
            "validation",
            problem.objective().measure(),
            problem.validationCount(),
            fitted.best().validation()));
    metrics.addAll(problem.test(fitted.parameters()));
    SmpnnManifest manifest =
        new SmpnnManifest(
            SmpnnManifest.SMPNN,
            SmpnnManifest.FORMAT,
            Manifests.release(),
            problem.settings(),
            problem.features(),
            List.of(),
            problem.data(),
            new SmpnnManifest.Training(
                start.tasks() + task.name(),
                batching.name(),
                training.seed(),
                fitted.epochs().size(),
                fitted.best().epoch()),
            metrics,
            Map.of());
    SmpnnBundle bundle = SmpnnBundle.write(folder, manifest, parameters);
    removeCheckpoint();
    List<Layer> layers = layers(parameters, plot);
    return new SmpnnReport(
        problem.data(),
        manifest.training(),
        problem.settings(),
        device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu",
        fitted.epochs(),
        layers,
        metrics,
        folder.toString(),
        bundle.sha256(),
        (System.nanoTime() - began) / 1e9);
  }

  private Fitted fitted(Batching batching, FitSettings training) {
    GraphFitting fitting =
        new GraphFitting(
            problem.objective(), batching, problem::block, training, device, start.parameters());
    String identity =
        "%s; %s; %s; %s; %s; %s; %s; %s"
            .formatted(
                problem.data(),
                problem.features(),
                task,
                options.parts(!given, problem.settings().layers()),
                problem.settings(),
                training,
                task == SmpnnOptions.Task.classes ? options.consistency.chosen() : Consistency.NONE,
                start.sha256());
    try (SmpnnDisplay display =
        new SmpnnDisplay(problem.objective().measure(), training.epochs())) {
      Files.createDirectories(folder);
      return fitting.run(identity, folder.resolve(CHECKPOINT), display);
    } catch (IOException e) {
      throw new CommandException("cannot write to '%s': %s".formatted(folder, e), e);
    }
  }

  /** How alike rows are after each layer; the last layer's rows are what a picture shows. */
  private List<Layer> layers(SmpnnParameters parameters, @Nullable Path plot) {
    List<Layer> layers = new ArrayList<>();
    int hidden = problem.settings().hidden();
    float[] last = new float[problem.shown().nodes() * hidden];
    try (SmpnnEngine engine = new SmpnnEngine(parameters, 1)) {
      engine.embed(
          problem.shown(),
          problem.shownFeatures().values(),
          (layer, rows, nodes) -> {
            Smoothness smooth = Smoothness.of(problem.shown(), rows.copy(nodes));
            layers.add(new Layer(layer, smooth.dirichletEnergy(), smooth.meanCosine()));
            for (int node = 0; node < nodes; node++) {
              rows.copyRow(node, last, node * hidden);
            }
          });
    }
    if (plot != null) {
      try {
        EmbeddingPlot.write(
            plot,
            "%s: %d nodes after %d layers"
                .formatted(problem.data().name(), problem.shown().nodes(), layers.size() - 1),
            last,
            hidden,
            problem.labels());
      } catch (IOException e) {
        throw new CommandException("cannot write '%s': %s".formatted(plot, e), e);
      }
    }
    return layers;
  }

  private void removeCheckpoint() {
    Path checkpoint = folder.resolve(CHECKPOINT);
    try {
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      throw new CommandException(
          "the bundle is written, but '%s' cannot be removed: %s".formatted(checkpoint, e), e);
    }
  }
}
