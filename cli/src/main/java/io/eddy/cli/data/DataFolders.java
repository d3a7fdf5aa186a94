package io.eddy.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where data files are: folders to look in, in order, the last of which is the cache that downloads
 * go to.
 */
public final class DataFolders {
  private final List<Path> readOnly;
  private final Path cache;

  /** Looks in the given folders, then in the cache. */
  public DataFolders(List<Path> readOnly, Path cache) {
    this.readOnly = List.copyOf(readOnly);
    this.cache = cache;
  }

  /**
   * The folders of an environment: {@code EDDY_DATA}, or where it is not set {@code ../shared/data}
   * beside the working directory or beside the checkout that holds it, where that exists; then
   * {@code EDDY_CACHE}, or {@code ~/.cache/eddy/data}.
   *
   * @throws DataException if {@code EDDY_DATA} names no folder
   */
  static DataFolders of(Map<String, String> environment, Path workingDirectory, Path home) {
    List<Path> found = new ArrayList<>();
    String given = environment.getOrDefault("EDDY_DATA", "");
    if (given.isEmpty()) {
      beside(workingDirectory).ifPresent(found::add);
    } else if (Files.isDirectory(Path.of(given))) {
      found.add(Path.of(given));
    } else {
      throw new DataException(
          "EDDY_DATA is '%s', which is no folder; correct it or unset it".formatted(given));
    }
    String cache = environment.getOrDefault("EDDY_CACHE", "");
    return new DataFolders(
        found, cache.isEmpty() ? home.resolve(".cache/eddy/data") : Path.of(cache));
  }

  /** Where a file is, as it is or with {@code .gz} added; empty where no folder has it. */
  Optional<Path> find(String path) {
    List<Path> folders = new ArrayList<>(readOnly);
    folders.add(cache);
    return folders.stream()
        .flatMap(folder -> List.of(folder.resolve(path), folder.resolve(path + ".gz")).stream())
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Where a download of a file goes. */
  Path inCache(String path) {
    return cache.resolve(path);
  }

  private static Optional<Path> beside(Path workingDirectory) {
    List<Path> starts = new ArrayList<>();
    Path absolute = workingDirectory.toAbsolutePath().normalize();
    starts.add(absolute);
    for (Path folder = absolute; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"))) {
        starts.add(folder);
        break;
      }
    }
    return starts.stream()
        .map(start -> start.resolveSibling("shared").resolve("data"))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
