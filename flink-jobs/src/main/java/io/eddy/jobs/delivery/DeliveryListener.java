package io.eddy.jobs.delivery;

import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import java.time.Duration;

/** Hears what becomes of snapshots. Called by the threads of the stores, several at a time. */
public interface DeliveryListener {
  /** A store has a snapshot; {@code written} of its nodes were new to it. */
  void delivered(StoreKind store, SnapshotInfo snapshot, int written, Duration took);

  /** A store refuses a snapshot, which it will not be offered again. */
  void refused(StoreKind store, SnapshotInfo snapshot, RuntimeException reason);

  /** A store has stopped to answer; it is tried again. */
  void gone(StoreKind store, SnapshotInfo snapshot, RuntimeException reason);

  /** A store answers again. */
  void back(StoreKind store, Duration gap);

  /** Too many snapshots wait for a store; it will not get this one. */
  void dropped(StoreKind store, SnapshotInfo snapshot);
}
