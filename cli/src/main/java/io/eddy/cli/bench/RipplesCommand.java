package io.eddy.cli.bench;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy bench ripples}: what waves are worth where something shows two hops away only. */
@Command(
    name = "ripples",
    description = {
      "Train temporal graph networks with 0, 1 and 2 hops to find fraud that shows two hops away"
          + " only, in generated payments, and print how well each does.",
      "Average precision over the labelled payments of the test part, each scored from the state"
          + " that includes every earlier event."
    })
final class RipplesCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--events",
      defaultValue = "12000",
      paramLabel = "N",
      description = "Events of the stream (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--seeds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Streams and trainings, of seeds 1 to N (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--epochs",
      defaultValue = "20",
      paramLabel = "N",
      description = "At most so many passes over the training events (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--width",
      defaultValue = "16",
      paramLabel = "N",
      description =
          "Numbers of a memory, of a time encoding and of an embedding (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (seeds < 1 || epochs < 1 || width < 2 || width % 2 != 0) {
      throw shared.badUsage(
          "--seeds %d --epochs %d --width %d: expected at least 1, 1 and 2, and an even width"
              .formatted(seeds, epochs, width));
    }
    PrintWriter progress = shared.command().commandLine().getErr();
    RipplesResult result = new RipplesBench(events, seeds, epochs, width, progress).run();
    if (json) {
      Json.print(shared.out(), result);
    } else {
      result.print(shared.out());
    }
    return ExitCode.OK;
  }
}
