package io.eddy.cli.broker;

import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.StopSignal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy broker}: a Kafka broker in the foreground, until Ctrl-C. */
@Command(name = "broker", description = "Run a Kafka broker on localhost until Ctrl-C.")
public final class BrokerCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--dir",
      defaultValue = ".eddy/broker",
      paramLabel = "FOLDER",
      description = "Folder that holds the broker's data (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(".eddy/broker");

  @Option(
      names = "--port",
      defaultValue = "9092",
      description = "Port on localhost; 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    try (StopSignal stop = StopSignal.install();
        EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
      shared.out().println("bootstrap: " + broker.bootstrapServers());
      shared.out().println("data:      " + broker.folder());
      shared.out().flush();
      stop.await();
    }
    return ExitCode.OK;
  }
}
