package io.eddy.cli.data;

import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.SharedOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy data generate}. */
@Command(
    name = "generate",
    description = {
      "Write payments with planted fraud to files of any size:",
      "events.csv, labels.csv, and schema.yaml, the mapping by which `eddy ingest` reads them."
    })
final class DataGenerateCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder of the files; created when absent.")
  private Path folder = Path.of("");

  @Option(
      names = "--events",
      defaultValue = "100000",
      paramLabel = "N",
      description = "How many events (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "How many accounts (default: as many as give a span of 20 days).")
  private @Nullable Integer accounts;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "One seed gives the same files everywhere (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    PaymentsSpec spec =
        accounts == null ? PaymentsSpec.of(seed, events) : new PaymentsSpec(seed, events, accounts);
    try (ProgressDisplay display = ProgressDisplay.of("generating payments", "events")) {
      PaymentsWriter.write(spec, folder, display::at);
    }
    shared.out().printf(Locale.ROOT, "wrote %,d events to %s%n", spec.events(), folder);
    shared.out().flush();
    return ExitCode.OK;
  }
}
