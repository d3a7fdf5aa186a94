package io.eddy.cli.scoring;

import io.eddy.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The folder a run keeps its data in: one that the user named, which stays, or one that goes at the
 * end.
 */
public final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final boolean temporary;

  private WorkFolder(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Opens the user's folder, or a new temporary one.
   *
   * @throws CommandException if it cannot be created
   */
  public static WorkFolder open(@Nullable Path wanted) {
    try {
      return wanted == null
          ? new WorkFolder(Files.createTempDirectory("eddy-"), true)
          : new WorkFolder(Files.createDirectories(wanted), false);
    } catch (IOException e) {
      throw new CommandException(
          "cannot create the folder '%s': %s"
              .formatted(wanted == null ? System.getProperty("java.io.tmpdir") : wanted, e),
          e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      throw new CommandException("cannot delete the temporary folder '" + path + "': " + e, e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
