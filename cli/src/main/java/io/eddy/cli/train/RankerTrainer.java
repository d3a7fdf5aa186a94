package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
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

/** Trains a ranker on a data set, measures it, and writes its bundle. */
final class RankerTrainer {
  /** The data set whose tuned time scales are known. */
  private static final String WIKIPEDIA = "wikipedia";

  /**
   * A finished training.
   *
   * @param seconds from the first look at the data to the written bundle
   */
  record Result(Bundle bundle, TrainedRanker trained, Measurement measurement, double seconds) {}

  private RankerTrainer() {}

  /**
   * Trains.
   *
   * @param features time scales and bounds
   * @throws CommandException if there is nothing to train on or the folder cannot be written
   */
  static Result run(DataSet set, RankerSettings features, TrainingSettings settings, Path folder) {
    List<LinkEvent> events = set.links();
    long start = System.nanoTime();
    int destinations = (int) events.stream().map(LinkEvent::dst).distinct().count();
    Negatives negatives = Negatives.suiting(destinations, 0);
    TrainedRanker trained;
    try (TrainingDisplay display = new TrainingDisplay(set.name())) {
      trained =
          RankerTraining.run(
              events,
              "data %s %s".formatted(set.name(), set.fingerprint()),
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
    return new Result(bundle, trained, measurement, (System.nanoTime() - start) / 1e9);
  }

  /**
   * The settings that suit a data set: the tuned ones where they are known, else by its gaps.
   *
   * @throws CommandException if there are no events
   */
  static RankerSettings suiting(DataSet set) {
    if (set.events().isEmpty()) {
      throw new CommandException("'%s' has no events to train on".formatted(set.name()));
    }
    return set.name().equals(WIKIPEDIA) ? RankerSettings.wikipedia() : StreamScales.of(set.links());
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
