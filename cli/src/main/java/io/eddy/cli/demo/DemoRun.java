package io.eddy.cli.demo;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.StopSignal;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.evaluate.LiveProbabilities;
import io.eddy.cli.evaluate.OfflineReference;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.cli.replay.Pace;
import io.eddy.cli.replay.Replay;
import io.eddy.cli.replay.ReplayResult;
import io.eddy.cli.replay.Slice;
import io.eddy.cli.scoring.Stack;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.EdgeScore;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/** One replay through a stack, followed until every event has met its end. Use once. */
final class DemoRun {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration VIEW = Duration.ofSeconds(1);
  private static final Duration STALL = Duration.ofSeconds(60);

  /**
   * The most that one look counts for: a machine that slept, or a process that was stopped, has not
   * stalled.
   */
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final Stack stack;
  private final DataSet data;
  private final Slice slice;
  private final Pace pace;
  private final Map<TopicPartition, Long> starts;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();

  DemoRun(Stack stack, DataSet data, Slice slice, Pace pace) {
    this.stack = stack;
    this.data = data;
    this.slice = slice;
    this.pace = pace;
    this.starts =
        TopicReader.ends(stack.settings(), Topic.EDGES_RAW, Topic.LINK_PREDICTIONS, Topic.SCORES);
  }

  /**
   * Replays and follows the results until all are there or the process is asked to end.
   *
   * @param compare whether to rank all events again, offline, once all are there
   * @throws CommandException if a part of the stack ends, or no result comes for a minute while
   *     some are missing; or if the job ranked other events than were replayed, or in another order
   */
  DemoSummary follow(StopSignal stop, LiveView view, boolean compare) {
    try (Results results = new Results(stack.settings())) {
      long start = System.nanoTime();
      CompletableFuture<ReplayResult> replay =
          CompletableFuture.supplyAsync(this::replay, DemoRun::inThread);
      long lastView = start;
      long lastLook = start;
      long idle = 0;
      long known = 0;
      while (!(replay.isDone() && results.complete(result(replay).events()))) {
        if (stop.isRaised()) {
          stopped.set(true);
          break;
        }
        stack.requireAlive();
        results.poll(POLL);
        long now = System.nanoTime();
        idle += Math.min(now - lastLook, LOOK_NANOS);
        lastLook = now;
        if (results.known() + sent.get() > known) {
          known = results.known() + sent.get();
          idle = 0;
        } else if (replay.isDone() && idle > STALL.toNanos()) {
          throw new CommandException(
              "no result for %d s, but only %,d of %,d records have met their end; see %s"
                  .formatted(
                      STALL.toSeconds(), results.known(), sent.get(), stack.scoring().dashboard()),
              null);
        }
        if (now - lastView > VIEW.toNanos()) {
          view.show(sent.get(), results, now - start);
          lastView = now;
        }
      }
      view.end(sent.get(), results, System.nanoTime() - start);
      double seconds = (System.nanoTime() - start) / 1e9;
      Optional<Comparison> offline =
          compare && !stopped.get()
              ? Optional.of(compare(result(replay).events()))
              : Optional.empty();
      return summary(result(replay).events(), results, offline, seconds);
    }
  }

  /** Whether the run was ended before all results were there. */
  boolean stopped() {
    return stopped.get();
  }

  private Comparison compare(long replayed) {
    int events = (int) Math.min(slice.limit(), data.events().size());
    Settings settings = stack.settings();
    OfflineReference offline =
        OfflineReference.of(
            data, events, Path.of(settings.get(ScoringOptions.MODEL_BUNDLE)), settings);
    eachOnce(
        Topic.LINK_PREDICTIONS,
        LinkPrediction.class,
        LinkPrediction::getEventId,
        events,
        offline.rankings()::take);
    LiveProbabilities probabilities = offline.probabilities();
    if (probabilities == null) {
      return new Comparison(replayed, offline.rankings().result(), null);
    }
    eachOnce(Topic.SCORES, EdgeScore.class, EdgeScore::getEventId, events, probabilities::take);
    return new Comparison(replayed, offline.rankings().result(), probabilities.result());
  }

  /** Reads this run's records of a topic, of every event the first. */
  private <T extends SpecificRecord> void eachOnce(
      Topic topic, Class<T> type, Function<T, String> eventId, int events, Consumer<T> taker) {
    Settings settings = stack.settings();
    FramedCodec<T> codec =
        new FramedCodec<>(
            type,
            SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY)),
            topic.name(settings.get(ConnectionOptions.PREFIX)));
    Set<String> seen = new HashSet<>();
    try (ProgressDisplay progress = ProgressDisplay.of("comparing with offline results", "events");
        TopicReader reader = TopicReader.open(settings, starts, topic)) {
      reader.readToEnd(
          record -> {
            T value = codec.decode(record.value());
            if (seen.add(eventId.apply(value))) {
              taker.accept(value);
              progress.at(seen.size(), events);
            }
          });
    }
  }

  private DemoSummary summary(
      long events, Results results, Optional<Comparison> offline, double seconds) {
    return new DemoSummary(
        data.name(),
        stack.settings().get(ScoringOptions.PREDICTOR),
        stack.settings().get(ScoringOptions.PARALLELISM),
        events,
        results.predictions().count(),
        results.scores(),
        results.late(),
        results.ingest().deadLetters(),
        results.ingest().duplicates(),
        results.predictions().quality(),
        Latencies.read(stack.settings(), starts, id -> true),
        offline,
        seconds);
  }

  private ReplayResult replay() {
    return new Replay(stack.settings())
        .run(data, slice, pace, (events, total) -> sent.set(events), stopped::get);
  }

  private static ReplayResult result(CompletableFuture<ReplayResult> replay) {
    try {
      return replay.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private static void inThread(Runnable task) {
    Thread thread = new Thread(task, "eddy-replay");
    thread.setDaemon(true);
    thread.start();
  }
}
