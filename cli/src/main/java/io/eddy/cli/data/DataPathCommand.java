package io.eddy.cli.data;

import io.eddy.cli.console.SharedOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code eddy data path}. */
@Command(name = "path", description = "Print where a data set's file is; download nothing.")
final class DataPathCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Parameters(paramLabel = "NAME", description = "A data set (see `eddy data list`).")
  private String name = "";

  @Override
  public Integer call() {
    DataCatalog catalog = DataCatalog.standard();
    catalog.requireFile(name);
    Path file =
        catalog
            .path(name)
            .orElseThrow(
                () ->
                    new DataException(
                        "'%s' has no file at hand: fetch it with `eddy data fetch %s`, or set EDDY_DATA to the folder that has it"
                            .formatted(name, name)));
    shared.out().println(file);
    shared.out().flush();
    return ExitCode.OK;
  }
}
