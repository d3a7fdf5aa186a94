package io.eddy.model;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Files of the data folder, where they are at hand. */
public final class SharedData {
  private SharedData() {}

  /** A file by its path in the folder, or a skipped test when it is absent. */
  public static Path file(String name) {
    Path file = folder().resolve(name);
    Assumptions.assumeTrue(
        Files.isRegularFile(file),
        () -> file + " is absent; set EDDY_DATA to the data folder to run this test");
    return file;
  }

  /** EDDY_DATA, else the folder shared/data beside the repository. */
  private static Path folder() {
    String configured = System.getenv("EDDY_DATA");
    if (configured != null && !configured.isBlank()) {
      return Path.of(configured);
    }
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve(".git"))) {
      root = root.getParent();
    }
    return root.resolveSibling("shared").resolve("data");
  }
}
