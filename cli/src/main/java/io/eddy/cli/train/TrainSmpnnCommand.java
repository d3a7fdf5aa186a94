package io.eddy.cli.train;

import ai.djl.Device;
import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.Planetoid;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.model.bundle.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code eddy train smpnn}. */
@Command(
    name = "smpnn",
    description = {
      "Train a scalable message passing network on the graph cora or citeseer, or on windows of a"
          + " stream.",
      "Among epochs, validation decides; the test part is only measured. Needs no broker.",
      "An interrupted training goes on when the same command is given again."
    })
public final class TrainSmpnnCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Mixin private final SmpnnOptions options = new SmpnnOptions();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|FILE",
      description = "cora, citeseer, a stream (see `eddy data list`) or a CSV file.")
  private String data = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the bundle.")
  private @Nullable Path out;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Also draw the nodes on two principal components, coloured by label, as PNG.")
  private @Nullable Path plot;

  @Option(names = "--force", description = "Replace a bundle that is in the folder.")
  private boolean force;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Path folder = out == null ? Path.of("") : out;
    boolean still = Planetoid.has(data);
    SmpnnOptions.Task task = task(still);
    checkOptions(still, task);
    if (Files.exists(folder.resolve(Bundle.MANIFEST)) && !force) {
      throw new CommandException(
          "'%s' holds a bundle already; choose another folder, or replace it with --force"
              .formatted(folder));
    }
    Device device = device();
    try (SmpnnProblem problem = problem(task)) {
      SmpnnReport report =
          new SmpnnTrainer(problem, options, still, task, device, folder).run(plot);
      if (json) {
        Json.print(shared.out(), report);
      } else {
        report.print(shared.out());
      }
    }
    return ExitCode.OK;
  }

  private SmpnnOptions.Task task(boolean still) {
    SmpnnOptions.Task task = options.task;
    if (task == null) {
      return still ? SmpnnOptions.Task.classes : SmpnnOptions.Task.links;
    }
    if (still && task == SmpnnOptions.Task.links) {
      throw shared.badUsage(
          "--task links needs a stream, but '%s' stands still; expected classes or attributes"
              .formatted(data));
    }
    if (!still && task == SmpnnOptions.Task.classes) {
      throw shared.badUsage(
          "--task classes needs nodes with classes, but those of the stream '%s' have none; expected links or attributes"
              .formatted(data));
    }
    return task;
  }

  private SmpnnProblem problem(SmpnnOptions.Task task) {
    switch (task) {
      case classes:
        return new ClassesProblem(Planetoid.open(data), options);
      case attributes:
        return Planetoid.has(data)
            ? AttributesProblem.of(Planetoid.open(data), options)
            : AttributesProblem.of(stream(), options);
      case links:
      default:
        return new LinksProblem(stream(), options);
    }
  }

  private DataSet stream() {
    try (ProgressDisplay download = ProgressDisplay.of("fetching " + data, "bytes")) {
      return DataCatalog.standard().open(data, download::at);
    }
  }

  private Device device() {
    try {
      return DeviceOptions.of(shared.settings()).resolve();
    } catch (IllegalStateException e) {
      throw new CommandException(String.valueOf(e.getMessage()), e);
    }
  }

  private void checkOptions(boolean still, SmpnnOptions.Task task) {
    if (task != SmpnnOptions.Task.classes && options.consistency.given()) {
      throw shared.badUsage(
          "--consistency is for --task classes, but the task of '%s' is %s".formatted(data, task));
    }
    if (still && options.features.given()) {
      throw shared.badUsage(
          "--features and --memory are for streams, but the nodes of '%s' come with features"
              .formatted(data));
    }
    try {
      options.network(options.streamFeatures(), options.embedding, still);
      options.training(still);
      options.batching(still);
      options.consistency.chosen();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          shared.command().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
