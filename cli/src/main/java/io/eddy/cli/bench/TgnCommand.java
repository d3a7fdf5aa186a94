package io.eddy.cli.bench;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.plot.CurvePlot;
import io.eddy.cli.scoring.WorkFolder;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.model.tgn.WaveSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy bench tgn}: temporal graph networks from the edges topic to the scores topic. */
@Command(
    name = "tgn",
    description = {
      "Measure temporal graph networks served per event: edges topic, Flink, scores topic, with the"
          + " broker in the same process and random weights.",
      "Memory, time encoding, features and embedding of width 172 and 100, K = 10, 2 heads, 1 layer."
    })
final class TgnCommand implements Callable<Integer> {
  private static final int WIDE = 172;
  private static final int NARROW = 100;
  private static final int NEIGHBOURS = 10;
  private static final int MOST_NODES = 10_000_000;

  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--warm-up",
      defaultValue = "600000",
      paramLabel = "N",
      description = "Events before anything is measured (default: ${DEFAULT-VALUE}).")
  private long warmUp;

  @Option(
      names = "--events",
      defaultValue = "200000",
      paramLabel = "N",
      description = "Events of the throughput part (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      paramLabel = "N",
      description = "Length of the latency part, 0 for none (default: ${DEFAULT-VALUE}).")
  private long seconds;

  @Option(
      names = "--hops",
      defaultValue = "0",
      paramLabel = "N",
      description = {
        "0: networks see their neighbours' memories as of the mail. 1: they see present ones, which",
        "the neighbours tell each other. 2 and more: waves of so many hops, to 4 neighbours from each",
        "node and without halting, change these (default: ${DEFAULT-VALUE})."
      })
  private int hops;

  @Option(
      names = "--nodes",
      defaultValue = "10000",
      paramLabel = "N",
      description =
          "Nodes of the seeded stream, each with an event in the warm-up (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--data",
      paramLabel = "NAME|FILE",
      description = {
        "Data set whose pairs of nodes are sent, over and over, in the place of seeded ones; its",
        "times and features are not."
      })
  private @Nullable String data;

  @Option(
      names = "--growth",
      description = "Also with 10 and 100 times as many nodes, and with K = 5 to 40, at width 100.")
  private boolean growth;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw the growth into a PNG file; with --growth.")
  private @Nullable Path plot;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (warmUp < 1 || events < 2 || seconds < 0 || nodes < 1 || nodes > MOST_NODES) {
      throw shared.badUsage(
          "--warm-up %d --events %d --seconds %d --nodes %d: expected at least 1, 2, 0 and 1, and at most %d nodes"
              .formatted(warmUp, events, seconds, nodes, MOST_NODES));
    }
    if (hops < 0 || hops > WaveSettings.MOST_HOPS) {
      throw shared.badUsage("--hops %d: expected 0 to %d".formatted(hops, WaveSettings.MOST_HOPS));
    }
    if (data != null && (growth || given("--nodes"))) {
      throw shared.badUsage(
          "--data %s: a data set has its own nodes, so leave out --nodes and --growth"
              .formatted(data));
    }
    if (plot != null && !growth) {
      throw shared.badUsage("--plot %s: there is nothing to draw without --growth".formatted(plot));
    }
    Settings settings = shared.settings();
    PrintWriter progress = shared.command().commandLine().getErr();
    Pairs pairs = data == null ? Pairs.drawn(nodes) : Pairs.of(DataCatalog.openStandard(data));
    try (WorkFolder work = WorkFolder.open(null)) {
      double gemm = GemmRate.measure();
      TgnBench bench = new TgnBench(work.path(), settings, progress, gemm, hops);
      TgnBenchResult.Run wide = bench.run(WIDE, NEIGHBOURS, pairs, warmUp, events, seconds);
      TgnBenchResult.Run narrow = bench.run(NARROW, NEIGHBOURS, pairs, warmUp, events, seconds);
      TgnBenchResult result =
          new TgnBenchResult(
              Machine.here(),
              gemm,
              settings.get(ScoringOptions.CHECKPOINT_INTERVAL).toMillis(),
              hops,
              data,
              wide,
              narrow,
              growth ? growth(bench) : TgnBenchResult.Growth.NONE);
      if (plot != null) {
        CurvePlot.write(plot, "Networks of width " + NARROW, result.growth().curves());
      }
      if (json) {
        Json.print(shared.out(), result);
      } else {
        result.print(shared.out());
      }
    }
    return ExitCode.OK;
  }

  private boolean given(String option) {
    return shared.command().commandLine().getParseResult().hasMatchedOption(option);
  }

  private TgnBenchResult.Growth growth(TgnBench bench) throws InterruptedException {
    List<TgnBenchResult.Run> byNodes = new ArrayList<>();
    for (int times : new int[] {1, 10, 100}) {
      byNodes.add(bench.run(NARROW, NEIGHBOURS, Pairs.drawn(times * nodes), warmUp, events, 0));
    }
    List<TgnBenchResult.Run> byNeighbours = new ArrayList<>();
    for (int neighbours : new int[] {NEIGHBOURS / 2, NEIGHBOURS, 2 * NEIGHBOURS, 4 * NEIGHBOURS}) {
      byNeighbours.add(bench.run(NARROW, neighbours, Pairs.drawn(nodes), warmUp, events, 0));
    }
    return new TgnBenchResult.Growth(List.copyOf(byNodes), List.copyOf(byNeighbours));
  }
}
