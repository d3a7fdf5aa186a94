package io.eddy.cli.replay;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.StopSignal;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.Topic;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code eddy replay}. */
@Command(
    name = "replay",
    description = "Send a data set to the raw topic as if it happened now, its labels with it.")
public final class ReplayCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|FILE",
      description = "A data set (see `eddy data list`) or a CSV file.")
  private String data = "";

  @Option(
      names = "--speed",
      paramLabel = "max|N",
      description = "max, or N times real time (default: max).")
  private @Nullable String speed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "N events a second whatever their times, instead of --speed.")
  private @Nullable Double rate;

  @Option(names = "--limit", paramLabel = "N", description = "Send the first N events only.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = EventTime.class,
      description = "First event time sent, for example 2024-05-01T00:00:00Z.")
  private long fromMicros = Slice.ALL.fromMicros();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = EventTime.class,
      description = "First event time no longer sent.")
  private long toMicros = Slice.ALL.toMicros();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Pace pace = pace();
    if (limit < 0) {
      throw shared.badUsage("--limit: '" + limit + "': expected 0 or more");
    }
    Settings settings = shared.settings();
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      broker.requireTopics(Topic.EDGES_RAW, Topic.LABELS);
    }
    DataSet set = DataCatalog.openStandard(data);
    try (StopSignal stop = StopSignal.install();
        ProgressDisplay progress = ProgressDisplay.of("replaying " + set.name(), "events")) {
      Slice slice = new Slice(fromMicros, toMicros, limit);
      ReplayResult result =
          new Replay(settings).run(set, slice, pace, progress::at, stop::isRaised);
      progress.close();
      print(set.name(), result);
    }
    return ExitCode.OK;
  }

  private Pace pace() {
    if (speed != null && rate != null) {
      throw shared.badUsage("--speed and --rate exclude each other");
    }
    try {
      return rate == null ? Pace.parse(speed == null ? "max" : speed) : Pace.perSecond(rate);
    } catch (IllegalArgumentException e) {
      throw shared.badUsage(String.valueOf(e.getMessage()));
    }
  }

  private void print(String name, ReplayResult result) {
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("data", name);
      report.put("events", result.events());
      report.put("labels", result.labels());
      report.put("seconds", result.seconds());
      report.put("eventsPerSecond", result.eventsPerSecond());
      Json.print(shared.out(), report);
    } else {
      shared
          .out()
          .printf(
              Locale.ROOT,
              "sent %,d events and %,d labels of %s in %.1f s (%,.0f events/s)%n",
              result.events(),
              result.labels(),
              name,
              result.seconds(),
              result.eventsPerSecond());
      shared.out().flush();
    }
  }

  /** ISO-8601 with an offset, or seconds since 1970. */
  static final class EventTime implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        Instant time =
            text.matches("-?\\d+")
                ? Instant.ofEpochSecond(Long.parseLong(text))
                : Instant.parse(text);
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
      } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
        throw new TypeConversionException(
            "'" + text + "': expected a time such as 2024-05-01T00:00:00Z, or seconds since 1970");
      }
    }
  }
}
