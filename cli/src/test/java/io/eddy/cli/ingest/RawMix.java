package io.eddy.cli.ingest;

import io.eddy.cli.data.DataEvent;
import io.eddy.cli.replay.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A seeded mix of good raw records, repeated ones and garbage, and what ingest must make of it.
 *
 * @param records in order
 */
record RawMix(List<Raw> records) {
  private static final int SOURCES = 50;
  private static final long START_MICROS = 1_700_000_000_000_000L;

  /** What a record is. */
  enum Kind {
    GOOD,
    REPEATED,
    GARBAGE
  }

  /** One raw record. */
  @SuppressWarnings("ArrayRecordComponent")
  record Raw(Kind kind, String id, byte[] key, byte[] value) {}

  /** So many records: about 70 % good, 10 % repeated, 20 % garbage. */
  static RawMix of(long seed, int count) {
    Random random = new Random(seed);
    RawJson json = new RawJson();
    List<Raw> records = new ArrayList<>();
    List<Raw> good = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int draw = random.nextInt(10);
      Raw raw;
      if (draw < 7 || good.isEmpty()) {
        String src = "u" + random.nextInt(SOURCES);
        DataEvent event =
            new DataEvent(
                "e" + i,
                src,
                "v" + random.nextInt(SOURCES),
                START_MICROS + i * 1_000L,
                new float[] {random.nextFloat()},
                "");
        raw = new Raw(Kind.GOOD, event.id(), bytes(src), json.encode(event));
        good.add(raw);
      } else if (draw < 8) {
        Raw again = good.get(random.nextInt(good.size()));
        raw = new Raw(Kind.REPEATED, again.id(), again.key(), again.value());
      } else {
        raw = new Raw(Kind.GARBAGE, "", bytes("g" + i), garbage(random, i));
      }
      records.add(raw);
    }
    return new RawMix(records);
  }

  List<Raw> of(Kind kind) {
    return records.stream().filter(raw -> raw.kind() == kind).toList();
  }

  private static byte[] garbage(Random random, int number) {
    return switch (random.nextInt(8)) {
      case 0 -> noise(random);
      case 1 -> new byte[0];
      case 2 -> bytes("{\"id\":\"g%d\",\"dst\":\"v\",\"time\":1700000000000000}".formatted(number));
      case 3 -> bytes("{\"id\":\"g%d\",\"src\":\"u\",\"dst\":\"\",\"time\":17}".formatted(number));
      case 4 ->
          bytes("{\"id\":\"g%d\",\"src\":\"u\",\"dst\":\"v\",\"time\":\"soon\"}".formatted(number));
      case 5 -> bytes("{\"id\":\"g%d\",\"src\":\"u\",\"dst\":\"v\",\"time\":-5}".formatted(number));
      case 6 ->
          bytes(
              "{\"id\":\"g%d\",\"src\":\"u\",\"dst\":\"v\",\"time\":1700000000000000,\"features\":[1e99]}"
                  .formatted(number));
      default -> bytes("src=u" + number);
    };
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[1 + random.nextInt(64)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
