package io.eddy.jobs.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/**
 * Where one subtask puts what does not fit its heap: new files, spread over the given directories
 * in turn. Files are deleted by their owners; a killed process leaves them to whoever clears the
 * temporary directories.
 */
final class SpillFolder {
  private final List<Path> directories;
  private int next;

  /**
   * A folder over directories that exist.
   *
   * @throws IllegalArgumentException without a directory
   */
  SpillFolder(List<Path> directories) {
    if (directories.isEmpty()) {
      throw new IllegalArgumentException(
          "no directory to spill to; set io.tmp.dirs of the task manager");
    }
    this.directories = List.copyOf(directories);
  }

  /** The folder of an operator's subtask, in the task manager's temporary directories. */
  static SpillFolder of(AbstractStreamOperator<?> operator) {
    String[] directories =
        operator.getContainingTask().getEnvironment().getIOManager().getSpillingDirectoriesPaths();
    return new SpillFolder(Arrays.stream(directories).map(Path::of).toList());
  }

  /** A new, empty file. */
  Path newFile() throws IOException {
    Path directory = directories.get(next++ % directories.size());
    Files.createDirectories(directory);
    return Files.createFile(directory.resolve("eddy-loop-" + UUID.randomUUID()));
  }
}
