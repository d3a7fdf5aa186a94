package io.eddy.cli.bench;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.plot.CurvePlot;
import io.eddy.jobs.device.DeviceOptions;
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

/** {@code eddy bench smpnn}: how good message passing networks are, and how fast. */
@Command(
    name = "smpnn",
    description = {
      "Compare SMPNN with a plain GCN on cora and citeseer, leave parts out, go deeper;",
      "and measure time and memory of a forward pass over growing graphs."
    })
final class SmpnnCommand implements Callable<Integer> {
  private static final int LEAST_EDGES = 100_000;

  /** Choices of {@code --part}; named as they are typed. */
  enum Part {
    /** SMPNN beside GCN. */
    accuracy,
    /** Parts left out. */
    ablation,
    /** 2 to 16 layers. */
    depth,
    /** Time and memory. */
    scale
  }

  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--part",
      split = ",",
      defaultValue = "accuracy,ablation,depth,scale",
      paramLabel = "NAME",
      description = "What to measure: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<Part> parts = List.of();

  @Option(
      names = "--data",
      split = ",",
      defaultValue = "cora,citeseer",
      paramLabel = "NAME",
      description = "Graphs to learn (default: ${DEFAULT-VALUE}).")
  private List<String> data = List.of();

  @Option(
      names = "--seeds",
      defaultValue = "10",
      paramLabel = "N",
      description = "Seeds of the accuracies (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--part-seeds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Seeds of ablation and depth (default: ${DEFAULT-VALUE}).")
  private int partSeeds;

  @Option(
      names = "--epochs",
      defaultValue = "300",
      paramLabel = "N",
      description = "At most so many epochs (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--edges",
      defaultValue = "10000000",
      paramLabel = "N",
      description = "Edges of the largest generated graph (default: ${DEFAULT-VALUE}).")
  private int edges;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the kernel (default: all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw time and memory of part scale into a PNG file.")
  private @Nullable Path plot;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (seeds < 1 || partSeeds < 1 || epochs < 1 || threads < 1 || edges < LEAST_EDGES) {
      throw shared.badUsage(
          "--seeds %d, --part-seeds %d, --epochs %d, --threads %d, --edges %d; expected 1 or more of each, and %d or more edges"
              .formatted(seeds, partSeeds, epochs, threads, edges, LEAST_EDGES));
    }
    if (plot != null && !parts.contains(Part.scale)) {
      throw shared.badUsage(
          "--plot %s: there is nothing to draw without --part scale".formatted(plot));
    }
    PrintWriter err = shared.command().commandLine().getErr();
    // First, so that data that is missing is found at once.
    List<SmpnnResult.Accuracy> accuracies = accuracies(err);
    SmpnnResult.Scale scale =
        parts.contains(Part.scale)
            ? new ScaleBench(threads, err).run(edges, DeviceOptions.of(shared.settings()))
            : SmpnnResult.Scale.NONE;
    if (plot != null) {
      CurvePlot.write(plot, "A forward pass of SMPNN", scale.curves());
    }
    SmpnnResult result = new SmpnnResult(Machine.here(), accuracies, scale);
    if (json) {
      Json.print(shared.out(), result);
    } else {
      result.print(shared.out());
    }
    return ExitCode.OK;
  }

  private List<SmpnnResult.Accuracy> accuracies(PrintWriter err) {
    List<SmpnnResult.Accuracy> accuracies = new ArrayList<>();
    // Generated graphs need no data at hand.
    boolean trains = parts.stream().anyMatch(part -> part != Part.scale);
    for (String name : trains ? data : List.<String>of()) {
      try (PlanetoidRuns runs = new PlanetoidRuns(name, epochs, err)) {
        if (parts.contains(Part.accuracy)) {
          accuracies.addAll(runs.accuracy(seeds));
        }
        if (parts.contains(Part.ablation)) {
          accuracies.addAll(runs.ablation(partSeeds));
        }
        if (parts.contains(Part.depth)) {
          accuracies.addAll(runs.depth(partSeeds));
        }
      }
    }
    return accuracies;
  }
}
