package io.eddy.jobs.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what to resume from in a local checkpoint folder. */
public final class CheckpointDirectory {
  private static final String METADATA = "_metadata";

  /**
   * {@code <dir>/<job id>/chk-<n>/_metadata}; it is written last, so a checkpoint with it is
   * complete.
   */
  private static final int DEPTH = 3;

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
    Newest newest = new Newest();
    try {
      Files.walkFileTree(Path.of(directory), Set.of(), DEPTH, newest);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoint folder '" + directory + "'", e);
    }
    return Optional.ofNullable(newest.metadata)
        .map(metadata -> metadata.resolveSibling("").toAbsolutePath().toUri().toString());
  }

  /** Finds the newest file that ends a checkpoint; a job may delete older ones meanwhile. */
  private static final class Newest extends SimpleFileVisitor<Path> {
    @Nullable Path metadata;
    private FileTime time = FileTime.fromMillis(Long.MIN_VALUE);

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.endsWith(METADATA) && attributes.lastModifiedTime().compareTo(time) > 0) {
        metadata = file;
        time = attributes.lastModifiedTime();
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
      return unlessDeleted(reason);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException reason)
        throws IOException {
      return unlessDeleted(reason);
    }

    private static FileVisitResult unlessDeleted(@Nullable IOException reason) throws IOException {
      if (reason == null || reason instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw reason;
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
}
