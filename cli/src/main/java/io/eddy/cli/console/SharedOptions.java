package io.eddy.cli.console;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.config.SettingsFile;
import io.eddy.schemas.topics.ConnectionOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Options of every command that reads settings, as a picocli mixin named {@value #MIXIN}.
 *
 * <p>Later wins: the option's default, the {@code --config} file, {@code -D}, {@code --bootstrap}.
 */
public final class SharedOptions {
  /** Name to mix this in under, so that the entry point finds it and checks the settings. */
  public static final String MIXIN = "shared";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with eddy.* options (see docs/operations.md).")
  private @Nullable Path config;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "One eddy.* option; may be given more than once.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka bootstrap servers; short for -D eddy.kafka.bootstrap=….")
  private @Nullable String bootstrap;

  @Option(names = "--debug", description = "Show the stack trace of a failure.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /**
   * The settings that the user gave.
   *
   * @throws InvalidSettingsException if the configuration file cannot be read
   */
  public Settings settings() {
    Settings settings = config == null ? Settings.empty() : SettingsFile.read(config);
    settings = settings.with(overrides, "-D");
    return bootstrap == null
        ? settings
        : settings.with(Map.of(ConnectionOptions.BOOTSTRAP.key(), bootstrap), "--bootstrap");
  }

  /** Whether the user asked for stack traces. */
  public boolean debug() {
    return debug;
  }

  /** What to throw where an option of the command makes no sense; gives exit code 2. */
  public ParameterException badUsage(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  /** Where the command prints its results. */
  public PrintWriter out() {
    return command().commandLine().getOut();
  }

  /** The command that these options are mixed into. */
  public CommandSpec command() {
    return Objects.requireNonNull(command, "mixed into no command");
  }
}
