package io.eddy.cli.data;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy data list}. */
@Command(name = "list", description = "Show the data sets known by name, and which are at hand.")
final class DataListCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(names = "--json", description = "Print a JSON list with one object a data set.")
  private boolean json;

  @Override
  public Integer call() {
    DataCatalog catalog = DataCatalog.standard();
    if (json) {
      Json.print(
          shared.out(), catalog.entries().stream().map(entry -> asMap(catalog, entry)).toList());
      return ExitCode.OK;
    }
    Table table = new Table("name", "file", "what it is");
    for (CatalogEntry entry : catalog.entries()) {
      table.row(entry.name(), place(catalog, entry), entry.description());
    }
    table.print(shared.out());
    return ExitCode.OK;
  }

  private static String place(DataCatalog catalog, CatalogEntry entry) {
    return entry.file() == null
        ? "(generated)"
        : catalog.path(entry.name()).map(path -> "at hand").orElse("(not fetched)");
  }

  private static Map<String, @Nullable Object> asMap(DataCatalog catalog, CatalogEntry entry) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", entry.name());
    map.put("description", entry.description());
    map.put("source", entry.source());
    map.put("path", catalog.path(entry.name()).map(Path::toString).orElse(null));
    return map;
  }
}
