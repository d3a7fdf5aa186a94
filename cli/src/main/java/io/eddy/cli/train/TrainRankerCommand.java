package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.StreamScales;
import io.eddy.model.train.RankerTraining;
import io.eddy.model.train.TrainedRanker;
import io.eddy.model.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code eddy train ranker}. */
@Command(
    name = "ranker",
    description = {
      "Train the learned link ranker on the first 70 %% of a data set's time and measure it on the rest.",
      "Among epochs, validation decides; the test part is only measured. Needs no broker.",
      "An interrupted training goes on when the same command is given again."
    })
public final class TrainRankerCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|FILE",
      description = "A data set (see `eddy data list`) or a CSV file.")
  private String data = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the bundle; 3 GB of it are needed for a while.")
  private @Nullable Path out;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Seed of parameters, sampling and order (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--epochs",
      defaultValue = "" + TrainingSettings.DEFAULT_EPOCHS,
      paramLabel = "N",
      description = "Passes over the training events (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--scales",
      defaultValue = "auto",
      paramLabel = "auto|wikipedia",
      description = {
        "Time scales of the features: auto takes quantiles of the training part's gaps, and",
        "the tuned ones for the data set wikipedia (default: ${DEFAULT-VALUE})."
      })
  private Scales scales = Scales.auto;

  @Option(names = "--force", description = "Replace a bundle that is in the folder.")
  private boolean force;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** Choices of {@code --scales}; named as they are typed. */
  enum Scales {
    /** By the data. */
    auto,
    /** Those tuned on the Wikipedia stream. */
    wikipedia
  }

  @Override
  public Integer call() {
    Path folder = out == null ? Path.of("") : out;
    TrainingSettings settings = settings();
    if (Files.exists(folder.resolve(Bundle.MANIFEST)) && !force) {
      throw new CommandException(
          "'%s' holds a bundle already; choose another folder, or replace it with --force"
              .formatted(folder));
    }
    DataSet set;
    try (ProgressDisplay download = ProgressDisplay.of("fetching " + data, "bytes")) {
      set = DataCatalog.standard().open(data, download::at);
    }
    List<LinkEvent> events =
        set.events().stream()
            .map(event -> new LinkEvent(event.src(), event.dst(), event.timeMicros()))
            .toList();
    if (events.isEmpty()) {
      throw new CommandException("'%s' has no events to train on".formatted(data));
    }
    int destinations = (int) events.stream().map(LinkEvent::dst).distinct().count();
    Negatives negatives = Negatives.suiting(destinations, 0);
    RankerSettings features =
        scales == Scales.wikipedia || set.name().equals("wikipedia")
            ? RankerSettings.wikipedia()
            : StreamScales.of(events);

    long start = System.nanoTime();
    TrainedRanker trained;
    try (TrainingDisplay display = new TrainingDisplay(set.name())) {
      trained =
          RankerTraining.run(
              events,
              "data %s of %d events".formatted(set.name(), events.size()),
              features,
              settings,
              negatives,
              folder,
              display);
    } catch (IOException e) {
      throw new CommandException("cannot write to '%s': %s".formatted(folder, e), e);
    }
    Measurement measurement = Measurement.of(set.name(), events, trained, negatives);
    Bundle bundle =
        Bundle.write(
            folder,
            Manifests.of(set.name(), events, destinations, settings, trained, measurement),
            trained.parameters());
    removeCheckpoint(folder);
    TrainReport report =
        TrainReport.of(bundle, trained, measurement, folder, (System.nanoTime() - start) / 1e9);
    if (json) {
      Json.print(shared.out(), report);
    } else {
      report.print(shared.out());
    }
    return ExitCode.OK;
  }

  private TrainingSettings settings() {
    try {
      return TrainingSettings.of(seed, epochs);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          shared.command().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void removeCheckpoint(Path folder) {
    Path checkpoint = folder.resolve(RankerTraining.CHECKPOINT);
    try {
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      throw new CommandException(
          "the bundle is written, but '%s' cannot be removed: %s".formatted(checkpoint, e), e);
    }
  }
}
