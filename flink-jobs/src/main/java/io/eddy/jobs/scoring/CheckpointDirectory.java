package io.eddy.jobs.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what to resume from in a local checkpoint folder. */
public final class CheckpointDirectory {
  private static final String METADATA = "_metadata";

  private CheckpointDirectory() {}

  /** The folder as a URI; what already is one stays as it is. */
  public static String uri(String directory) {
    return isUri(directory) ? directory : Path.of(directory).toAbsolutePath().toUri().toString();
  }

  /**
   * The newest complete checkpoint under a local folder; empty where there is none, or the folder
   * is a URI of another file system.
   *
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static Optional<String> latest(String directory) {
    if (directory.isEmpty() || isUri(directory) || !Files.isDirectory(Path.of(directory))) {
      return Optional.empty();
    }
    // <dir>/<job id>/chk-<n>/_metadata; the file is written last, so a checkpoint with it is
    // complete.
    try (Stream<Path> files =
        Files.find(Path.of(directory), 3, (path, attributes) -> isMetadata(path))) {
      return files
          .max(Comparator.comparing(CheckpointDirectory::modified))
          .map(metadata -> metadata.resolveSibling("").toAbsolutePath().toUri().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoint folder '" + directory + "'", e);
    }
  }

  /**
   * The file that is written last into a checkpoint.
   *
   * @param checkpoint as {@link #latest} gives it
   */
  public static Path metadata(String checkpoint) {
    return Path.of(URI.create(checkpoint)).resolve(METADATA);
  }

  private static boolean isUri(String directory) {
    return directory.contains("://") || directory.startsWith("file:");
  }

  private static boolean isMetadata(Path path) {
    return path.endsWith(METADATA);
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '" + path + "'", e);
    }
  }
}
