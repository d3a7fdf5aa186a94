package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.model.bundle.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every training: from which data, into which folder. A picocli mixin. */
final class BundleTarget {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|FILE",
      description = "A data set (see `eddy data list`) or a CSV file.")
  private String data = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the bundle, and of the training's checkpoint while it runs.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace a bundle that is in the folder.")
  private boolean force;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /**
   * The folder of the bundle.
   *
   * @throws CommandException if it holds one already that is not to be replaced
   */
  Path folder() {
    Path folder = out == null ? Path.of("") : out;
    if (Files.exists(folder.resolve(Bundle.MANIFEST)) && !force) {
      throw new CommandException(
          "'%s' holds a bundle already; choose another folder, or replace it with --force"
              .formatted(folder));
    }
    return folder;
  }

  /** The data, fetched first where it is not at hand. */
  DataSet open() {
    return DataCatalog.openStandard(data);
  }

  /** Whether the report is to be one JSON object. */
  boolean json() {
    return json;
  }
}
