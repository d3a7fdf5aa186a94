package io.eddy.jobs.delivery;

import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener hears, as words. */
final class Heard implements DeliveryListener {
  final List<String> words = new CopyOnWriteArrayList<>();
  final List<RuntimeException> reasons = new CopyOnWriteArrayList<>();
  final List<Duration> gaps = new CopyOnWriteArrayList<>();

  @Override
  public void delivered(StoreKind store, SnapshotInfo snapshot, int written, Duration took) {
    words.add("delivered %s %d %d".formatted(store, snapshot.id(), written));
  }

  @Override
  public void refused(StoreKind store, SnapshotInfo snapshot, RuntimeException reason) {
    words.add("refused %s %d".formatted(store, snapshot.id()));
    reasons.add(reason);
  }

  @Override
  public void gone(StoreKind store, SnapshotInfo snapshot, RuntimeException reason) {
    words.add("gone " + store);
    reasons.add(reason);
  }

  @Override
  public void back(StoreKind store, Duration gap) {
    words.add("back " + store);
    gaps.add(gap);
  }

  @Override
  public void dropped(StoreKind store, SnapshotInfo snapshot) {
    words.add("dropped %s %d".formatted(store, snapshot.id()));
  }
}
