package io.eddy.jobs.featurestore.parquet;

import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureNames;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * Snapshots in Parquet files. A file is written under a hidden name, forced to disk and renamed,
 * which is atomic on a local file system: that is the commit. Files are kept; delete old ones at
 * will, but the newest.
 *
 * <p>It holds all snapshots in full, so other stores catch up from it.
 */
public final class ParquetStore implements FeatureStore {
  private final FeatureNames names;
  private final Path root;
  private final SnapshotFolder folder;

  /** A store in the settings' folder, which is made when it is first written to. */
  public ParquetStore(Settings settings) {
    names = FeatureNames.of(settings);
    String given = settings.get(FeatureStoreOptions.PARQUET_DIR);
    root =
        given.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".eddy", "features")
            : Path.of(given);
    folder = new SnapshotFolder(root);
  }

  @Override
  public StoreKind kind() {
    return StoreKind.PARQUET;
  }

  @Override
  public Optional<SnapshotInfo> newest() {
    NavigableMap<Long, Path> files = complete();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(file(files.lastEntry().getValue()).info());
  }

  @Override
  public int publish(EmbeddingSnapshot snapshot) {
    SnapshotInfo info = snapshot.info();
    Optional<SnapshotInfo> held = newest();
    held.ifPresent(newest -> requireSameDimension(where(), newest, info.model(), info.dimension()));
    if (held.isPresent() && held.get().id() >= info.id()) {
      return 0;
    }
    try {
      folder.clean();
      Path part = folder.part(info);
      try {
        file(part).write(snapshot);
        folder.commit(part, info);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new FeatureStoreException(
          "cannot write %s to the folder '%s': %s".formatted(info, root, e), e);
    }
    return info.nodes();
  }

  /** The value of each node in the newest file that has it. */
  @Override
  public Map<String, Embedding> read(Collection<String> nodes) {
    Map<String, Embedding> found = new LinkedHashMap<>();
    Set<String> missing = new HashSet<>(nodes);
    for (Path path : complete().descendingMap().values()) {
      if (missing.isEmpty()) {
        break;
      }
      EmbeddingSnapshot snapshot = file(path).read();
      for (int i = 0; i < snapshot.info().nodes(); i++) {
        if (missing.remove(snapshot.nodes().get(i))) {
          found.put(snapshot.nodes().get(i), snapshot.embedding(i));
        }
      }
    }
    return found;
  }

  /** Where the files are. */
  public Path folder() {
    return root;
  }

  /** Ids of the complete snapshots after one, oldest first. */
  public Set<Long> after(long id) {
    return complete().tailMap(id, false).navigableKeySet();
  }

  /** One snapshot in full; empty if there is no such file. */
  public Optional<EmbeddingSnapshot> snapshot(long id) {
    Path path = complete().get(id);
    return path == null ? Optional.empty() : Optional.of(file(path).read());
  }

  @Override
  public void close() {}

  private NavigableMap<Long, Path> complete() {
    try {
      return folder.complete();
    } catch (IOException e) {
      throw new FeatureStoreException("cannot read the folder '%s': %s".formatted(root, e), e);
    }
  }

  private SnapshotFile file(Path path) {
    return new SnapshotFile(path, names);
  }

  private String where() {
    return "the folder '" + root + "'";
  }
}
