package io.eddy.cli;

import io.eddy.cli.bench.BenchCommand;
import io.eddy.cli.broker.BrokerCommand;
import io.eddy.cli.console.SettingsSource;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataCommand;
import io.eddy.cli.demo.DemoCommand;
import io.eddy.cli.dlq.DlqCommand;
import io.eddy.cli.evaluate.EvaluateCommand;
import io.eddy.cli.features.FeaturesCommand;
import io.eddy.cli.ingest.IngestCommand;
import io.eddy.cli.memory.MemoryCommand;
import io.eddy.cli.models.ModelsCommand;
import io.eddy.cli.replay.ReplayCommand;
import io.eddy.cli.scoring.ScoreCommand;
import io.eddy.cli.snapshot.SnapshotCommand;
import io.eddy.cli.topics.TopicsCommand;
import io.eddy.cli.train.TrainCommand;
import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.model.bundle.BundleException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * The {@code eddy} command.
 *
 * <p>Exit codes: 0 when all is well, 1 on failure, 2 on bad usage or a bad configuration. Settings
 * are checked, all problems at once, before a command runs.
 */
@Command(
    name = "eddy",
    description = "A living memory for every node of a graph that arrives as a stream of edges.",
    mixinStandardHelpOptions = true,
    versionProvider = Eddy.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      DataCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      ModelsCommand.class,
      BrokerCommand.class,
      TopicsCommand.class,
      IngestCommand.class,
      ReplayCommand.class,
      ScoreCommand.class,
      SnapshotCommand.class,
      FeaturesCommand.class,
      DlqCommand.class,
      MemoryCommand.class,
      BenchCommand.class
    },
    footer = {"", "`eddy COMMAND --help` tells more about a command."})
public final class Eddy {

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, for {@link #main} and for tests. */
  static CommandLine commandLine() {
    return new CommandLine(new Eddy())
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionStrategy(Eddy::checkThenRun)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static int checkThenRun(ParseResult parsed) {
    ParseResult leaf = parsed;
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    CommandLine command = leaf.commandSpec().commandLine();
    if (!leaf.isUsageHelpRequested()
        && command.getMixins().get(SharedOptions.MIXIN) instanceof SharedOptions shared) {
      try {
        Settings settings =
            command.getCommandSpec().userObject() instanceof SettingsSource source
                ? source.settings()
                : shared.settings();
        settings.validate(AllOptions.ALL);
      } catch (InvalidSettingsException | BundleException e) {
        throw new CommandLine.ExecutionException(command, "bad configuration", e);
      }
    }
    return new RunLast().execute(parsed);
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Eddy.class.getPackage().getImplementationVersion();
      return new String[] {"eddy " + (version == null ? "(not packaged)" : version)};
    }
  }
}
