package io.eddy.jobs.delivery;

import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All stores of a job. A snapshot is in the Parquet files, if there are to be some, when {@link
 * #publish} returns; the other stores follow in their own time. So a store that is gone holds up
 * neither the next snapshot nor the other stores, and with files nothing is lost however long it is
 * gone, over restarts of the job too.
 */
public final class Deliveries implements AutoCloseable {
  private final @Nullable ParquetStore files;
  private final SnapshotLog log;
  private final List<StoreDelivery> others = new ArrayList<>();
  private final DeliveryListener listener;

  /** Opens the stores that the settings name, and starts to bring them what they have missed. */
  public Deliveries(Settings settings, DeliveryListener listener) {
    this.listener = listener;
    Set<StoreKind> kinds = StoreFactory.kinds(settings);
    int pending = settings.get(FeatureStoreOptions.PENDING);
    files = kinds.remove(StoreKind.PARQUET) ? new ParquetStore(settings) : null;
    log = new SnapshotLog(files, pending);
    for (StoreKind kind : kinds) {
      others.add(
          new StoreDelivery(
              StoreFactory.open(kind, settings),
              log,
              listener,
              changed(kind, settings),
              settings.get(FeatureStoreOptions.RETRY),
              files == null ? pending : Integer.MAX_VALUE));
    }
  }

  /**
   * Writes a snapshot to the files and hands it to the other stores.
   *
   * @throws FeatureStoreException if the files refuse it; then no store gets it
   */
  public void publish(EmbeddingSnapshot snapshot) {
    if (files != null) {
      long start = System.nanoTime();
      int written = files.publish(snapshot);
      if (written == 0 && !files.after(snapshot.info().id() - 1).contains(snapshot.info().id())) {
        throw new FeatureStoreException(
            "%s is not in '%s', which holds newer ones, up to number %s: was the interval of the ticks changed? Give the new ones another place with %s"
                .formatted(
                    snapshot.info(),
                    files.folder(),
                    files.newest().map(SnapshotInfo::id).orElseThrow(),
                    FeatureStoreOptions.PARQUET_DIR.key()),
            null);
      }
      listener.delivered(
          StoreKind.PARQUET, snapshot.info(), written, Duration.ofNanos(System.nanoTime() - start));
    }
    log.add(snapshot);
    others.forEach(store -> store.offer(snapshot.info()));
  }

  /** Whether a snapshot is in the files, or waits in memory for a store. */
  public boolean hold(long id) {
    return log.after(id - 1).contains(id);
  }

  /** Snapshots that wait for a store, over all stores. */
  public int backlog() {
    return others.stream().mapToInt(StoreDelivery::backlog).sum();
  }

  /** Waits until every store has what it is to get; false if that takes longer. */
  public boolean drain(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean all = true;
    for (StoreDelivery store : others) {
      all &= store.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
    return all;
  }

  @Override
  public void close() {
    others.forEach(StoreDelivery::close);
  }

  private static @Nullable ChangedRows changed(StoreKind kind, Settings settings) {
    Duration ttl = kind == StoreKind.REDIS ? settings.get(FeatureStoreOptions.TTL) : Duration.ZERO;
    return settings.get(FeatureStoreOptions.CHANGED_ONLY)
        ? new ChangedRows(
            settings.get(FeatureStoreOptions.CHANGED_TOLERANCE), ttl, System::currentTimeMillis)
        : null;
  }
}
