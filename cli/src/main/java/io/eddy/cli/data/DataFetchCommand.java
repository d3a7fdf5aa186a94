package io.eddy.cli.data;

import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.SharedOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code eddy data fetch}. */
@Command(
    name = "fetch",
    description = "Download a data set, unless it is at hand, and print where it is.")
final class DataFetchCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Parameters(paramLabel = "NAME", description = "A data set (see `eddy data list`).")
  private String name = "";

  @Override
  public Integer call() {
    try (ProgressDisplay display = ProgressDisplay.of("fetching " + name, "bytes")) {
      Path file = DataCatalog.standard().fetch(name, display::at);
      shared.out().println(file);
      shared.out().flush();
    }
    return ExitCode.OK;
  }
}
