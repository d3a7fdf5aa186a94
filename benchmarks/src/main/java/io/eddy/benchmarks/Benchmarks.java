package io.eddy.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the micro-benchmarks and prints a table with the machine and the settings. The arguments are
 * JMH's, so a name such as {@code CandidateRanker} runs part of them and {@code -h} lists the rest.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /** The command. */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    CommandLineOptions given = new CommandLineOptions(args);
    if (given.shouldHelp()) {
      showHelp(given);
      return;
    }
    Options options = new OptionsBuilder().parent(given).build();
    print(new Runner(options).run(), System.out);
  }

  private static void showHelp(CommandLineOptions given) {
    try {
      given.showHelp();
    } catch (IOException e) {
      throw new UncheckedIOException("the help of JMH cannot be printed", e);
    }
  }

  private static void print(Collection<RunResult> results, PrintStream out) {
    out.println();
    out.printf(
        "Machine: %s %s, %d cores; Java %s%n",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    out.println();
    out.println("| benchmark | parameters | mean | error (99.9 %) | unit | settings |");
    out.println("|---|---|---|---|---|---|");
    for (RunResult run : results) {
      BenchmarkParams params = run.getParams();
      Result<?> result = run.getPrimaryResult();
      out.printf(
          Locale.ROOT,
          "| %s | %s | %.3f | %.3f | %s | %s |%n",
          simpleName(params.getBenchmark()),
          parameters(params),
          result.getScore(),
          result.getScoreError(),
          result.getScoreUnit(),
          "%d fork, %d x %s, %d thread"
              .formatted(
                  params.getForks(),
                  params.getMeasurement().getCount(),
                  params.getMeasurement().getTime(),
                  params.getThreads()));
    }
  }

  private static String simpleName(String benchmark) {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  private static String parameters(BenchmarkParams params) {
    StringBuilder text = new StringBuilder();
    for (String key : params.getParamsKeys()) {
      text.append(text.isEmpty() ? "" : ", ").append(key).append(' ').append(params.getParam(key));
    }
    return text.toString();
  }
}
