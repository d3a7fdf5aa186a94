package io.eddy.cli.snapshot;

import io.eddy.cli.console.CommandException;
import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.delivery.StoreFactory;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreAccessException;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import io.eddy.jobs.snapshot.SnapshotOptions;
import io.eddy.jobs.snapshot.TickKind;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;

/**
 * Asks every feature store before a job starts, so that what it would refuse, or pass over in
 * silence, is known at once.
 */
final class StoreCheck {
  private final Settings settings;
  private final int dimension;
  private final Clock clock;

  /**
   * A check.
   *
   * @param dimension components of the embeddings that the job will write
   * @param clock of ticks by the clock
   */
  StoreCheck(Settings settings, int dimension, Clock clock) {
    this.settings = settings;
    this.dimension = dimension;
    this.clock = clock;
  }

  /**
   * Prints a line for each store. One that does not answer is named, and waited for later.
   *
   * @throws io.eddy.jobs.featurestore.FeatureStoreException if one refuses, or holds embeddings of
   *     another dimension
   * @throws CommandException if one holds snapshots whose numbers are beyond those of the job's
   *     ticks
   */
  void print(PrintWriter out) {
    for (StoreKind kind : StoreFactory.kinds(settings)) {
      out.printf("store:     %s, %s%n", Option.spelled(kind), state(kind));
    }
    out.flush();
  }

  private String state(StoreKind kind) {
    if (!kind.remembers()) {
      return "not asked";
    }
    try (FeatureStore store = StoreFactory.open(kind, settings)) {
      Optional<SnapshotInfo> newest = store.newest();
      newest.ifPresent(held -> requireFits(store, held));
      return newest.map(SnapshotInfo::toString).orElse("no snapshot yet");
    } catch (StoreAccessException e) {
      throw e;
    } catch (StoreUnavailableException e) {
      return "gone at present, snapshots will wait: " + e.getMessage();
    }
  }

  private void requireFits(FeatureStore store, SnapshotInfo held) {
    String kind = Option.spelled(store.kind());
    store.requireSameDimension(
        "the store " + kind, held, "of " + SnapshotOptions.BUNDLE.key(), dimension);
    if (held.id() > lastNumber(held)) {
      throw new CommandException(
          "the store %s holds %s, a number beyond those of %s = %d ms by %s: it was made with another interval or other ticks, and every new snapshot would count as older and be passed over; go on with the former ones, or write to another place with %s"
              .formatted(
                  kind,
                  held,
                  SnapshotOptions.INTERVAL.key(),
                  settings.get(SnapshotOptions.INTERVAL).toMillis(),
                  Option.spelled(settings.get(SnapshotOptions.TICKS)),
                  store.kind().placeKey()));
    }
  }

  /** The highest number that a snapshot of this time can have with the present ticks. */
  private long lastNumber(SnapshotInfo held) {
    long millis =
        settings.get(SnapshotOptions.TICKS) == TickKind.WALL_TIME
            ? clock.millis()
            : held.time().toEpochMilli();
    return Math.floorDiv(millis, settings.get(SnapshotOptions.INTERVAL).toMillis());
  }
}
