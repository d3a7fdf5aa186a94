package io.eddy.memory.ranker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A stream played through all sources and one or more shards, event by event. */
final class Replay {
  record Event(String src, String dst, long timeMicros) {}

  /** Scales of seconds and minutes, so that a short stream meets every bin. */
  static final RankerSettings SETTINGS =
      new RankerSettings(
          List.of(1.0, 10.0, 60.0, 300.0, 3000.0),
          List.of(2.0, 20.0, 100.0, 400.0, 4000.0),
          List.of(5.0, 50.0, 500.0),
          List.of(30.0, 600.0),
          100.0,
          List.of(1.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 2000.0),
          List.of(1.0, 3.0, 10.0, 30.0, 100.0, 300.0),
          2,
          3,
          512,
          512,
          512);

  final RankerScales scales;
  private final LinkBounds bounds;
  Map<String, SourceState> sources = new HashMap<>();
  List<CandidateState> shards = new ArrayList<>();

  Replay(RankerSettings settings, int shardCount) {
    this(settings, shardCount, LinkBounds.of(settings));
  }

  Replay(RankerSettings settings, int shardCount, LinkBounds bounds) {
    this.bounds = bounds;
    scales = new RankerScales(settings);
    for (int i = 0; i < shardCount; i++) {
      shards.add(new CandidateState(scales, bounds));
    }
  }

  /** Sources that mostly stay or return, at uneven times, several at one time. */
  static List<Event> events(long seed, int count) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    Map<Integer, Integer> last = new HashMap<>();
    long time = 1_700_000_000_000_000L;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(3) == 0 ? 0 : (long) (Math.pow(random.nextDouble(), 6) * 9e8);
      int src = random.nextInt(14);
      int dst = last.getOrDefault(src, src);
      int choice = random.nextInt(10);
      if (choice > 8) {
        dst = random.nextInt(40);
      } else if (choice > 4) {
        dst = (src + random.nextInt(5)) % 40;
      }
      last.put(src, dst);
      events.add(new Event("u" + src, "p" + dst, time));
    }
    return events;
  }

  void addCandidates(Collection<String> dsts) {
    for (String dst : dsts) {
      shard(dst).put(dst);
    }
  }

  private CandidateState shard(String dst) {
    return shards.get(Math.floorMod(dst.hashCode(), shards.size()));
  }

  SourceView view(Event event) {
    return sources
        .getOrDefault(event.src, new SourceState())
        .view(event.src, event.timeMicros, scales);
  }

  /** The rows of all candidates before an event, by id. */
  Map<String, float[]> rows(SourceView view) {
    int width = RankerFeatures.size();
    Map<String, float[]> rows = new TreeMap<>();
    for (CandidateState shard : shards) {
      float[] out = new float[shard.size() * width];
      shard.features(view, out);
      for (int i = 0; i < shard.size(); i++) {
        rows.put(shard.id(i), Arrays.copyOfRange(out, i * width, (i + 1) * width));
      }
    }
    return rows;
  }

  Map<String, float[]> rows(Event event) {
    return rows(view(event));
  }

  void apply(Event event) {
    SourceView view = view(event);
    sources
        .computeIfAbsent(event.src, key -> new SourceState())
        .apply(event.dst, event.timeMicros, scales);
    shard(event.dst).put(event.dst);
    shards.forEach(shard -> shard.apply(view, event.dst));
  }

  /** Writes everything down and reads it into new objects, candidates in another order. */
  void restart(Random random) throws IOException {
    for (Map.Entry<String, SourceState> entry : sources.entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      SourceStateLayout.INSTANCE.write(entry.getValue(), new DataOutputStream(bytes));
      entry.setValue(SourceStateLayout.INSTANCE.read(in(bytes)));
    }
    for (int s = 0; s < shards.size(); s++) {
      CandidateState old = shards.get(s);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      old.writeStream(new DataOutputStream(stream));
      CandidateState restored = new CandidateState(scales, bounds);
      restored.readStream(in(stream));
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < old.size(); i++) {
        order.add(random.nextInt(order.size() + 1), i);
      }
      for (int candidate : order) {
        ByteArrayOutputStream card = new ByteArrayOutputStream();
        old.writeCard(candidate, new DataOutputStream(card));
        restored.readCard(in(card));
      }
      shards.set(s, restored);
    }
  }

  static SourceView travelled(SourceView view) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SourceViewLayout.INSTANCE.write(view, new DataOutputStream(bytes));
    return SourceViewLayout.INSTANCE.read(in(bytes));
  }

  private static DataInputStream in(ByteArrayOutputStream bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
