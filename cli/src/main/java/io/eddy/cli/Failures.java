package io.eddy.cli;

import io.eddy.cli.broker.BrokerException;
import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataException;
import io.eddy.config.InvalidSettingsException;
import io.eddy.ingest.IngestException;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.model.bundle.BundleException;
import io.eddy.model.train.TrainingException;
import io.eddy.schemas.registry.SchemaRegistryException;
import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a command threw into one message on standard error and an exit code: {@link
 * CommandLine.ExitCode#USAGE} for a bad configuration, {@link CommandLine.ExitCode#SOFTWARE} for
 * the rest. The stack trace goes to the log, and to the user on {@code --debug} or {@code
 * EDDY_DEBUG=1}.
 */
final class Failures implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public int handleExecutionException(
      Exception thrown, CommandLine commandLine, ParseResult parsed) {
    Throwable error = unwrapped(thrown);
    LOG.info("The command {} failed", parsed.originalArgs(), thrown);
    PrintWriter err = commandLine.getErr();
    err.println("eddy: " + message(error));
    if (debug(commandLine)) {
      thrown.printStackTrace(err);
    }
    err.flush();
    return error instanceof InvalidSettingsException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static String message(Throwable error) {
    if (error instanceof InvalidSettingsException invalid && invalid.problems().size() > 1) {
      return "the configuration has %d problems:%n  %s"
          .formatted(invalid.problems().size(), String.join("\n  ", invalid.problems()));
    }
    boolean forTheUser =
        error instanceof InvalidSettingsException
            || error instanceof CommandException
            || error instanceof BrokerException
            || error instanceof DataException
            || error instanceof IngestException
            || error instanceof BundleException
            || error instanceof FeatureStoreException
            || error instanceof TrainingException
            || error instanceof SchemaRegistryException;
    return forTheUser
        ? String.valueOf(error.getMessage())
        : "%s: %s (--debug shows where)"
            .formatted(error.getClass().getSimpleName(), error.getMessage());
  }

  private static boolean debug(CommandLine commandLine) {
    return "1".equals(System.getenv("EDDY_DEBUG"))
        || (commandLine.getMixins().get(SharedOptions.MIXIN) instanceof SharedOptions shared
            && shared.debug());
  }

  /** Futures wrap what was thrown in them; the user wants the thing itself. */
  private static Throwable unwrapped(Throwable thrown) {
    boolean wrapper = thrown instanceof ExecutionException || thrown instanceof CompletionException;
    return wrapper && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
  }
}
