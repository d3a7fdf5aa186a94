package io.eddy.cli.bench;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;

/**
 * Keeps a number of messages going round: lets an event into the loop when as many chains of hops
 * have ended as an event begins, and counts the messages that are under way. The loop's own gauge
 * counts those too whose arrival the sender has not heard of yet.
 *
 * <p>For one job at a time in this process; all of its tasks use it at once.
 */
final class Circulation {
  private static final LongAdder SENT = new LongAdder();
  private static final LongAdder ARRIVED = new LongAdder();
  private static final Queue<Entry> WAITING = new ArrayDeque<>();
  private static long room;

  private Circulation() {}

  /** Begins anew, with room for so many chains. */
  static synchronized void begin(long chains) {
    SENT.reset();
    ARRIVED.reset();
    WAITING.clear();
    room = chains;
  }

  /** Lets events in that begin so many chains each. */
  static <T extends SourceSplit> RateLimiter<T> gate(int chains) {
    return events -> enter((long) events * chains);
  }

  /** A message has been sent. */
  static void sent() {
    SENT.increment();
  }

  /** A message has arrived. */
  static void arrived() {
    ARRIVED.increment();
  }

  /** Messages that have arrived. */
  static long arrivals() {
    return ARRIVED.sum();
  }

  /** Messages under way, give or take what other threads do meanwhile. */
  static long underway() {
    long arrived = ARRIVED.sum();
    return SENT.sum() - arrived;
  }

  /** A chain has come to its end. */
  static synchronized void ended() {
    room++;
    letIn();
  }

  private static synchronized CompletionStage<Void> enter(long chains) {
    Entry entry = new Entry(chains, new CompletableFuture<>());
    WAITING.add(entry);
    letIn();
    return entry.gate;
  }

  private static synchronized void letIn() {
    for (Entry next = WAITING.peek(); next != null && next.chains <= room; next = WAITING.peek()) {
      WAITING.remove();
      room -= next.chains;
      next.gate.complete(null);
    }
  }

  private record Entry(long chains, CompletableFuture<Void> gate) {}
}
