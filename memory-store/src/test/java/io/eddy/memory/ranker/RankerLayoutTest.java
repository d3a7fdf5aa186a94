package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.ranker.Replay.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts of what the ranker remembers: whole, truncated, damaged. */
class RankerLayoutTest {
  private static final RankerScales SCALES = new RankerScales(Replay.SETTINGS);

  private interface Writing {
    void to(DataOutput out) throws IOException;
  }

  private interface Reading {
    void from(DataInput in) throws IOException;
  }

  @Test
  void writesWhatItRead() throws IOException {
    Replay replay = played(1);
    CandidateState shard = replay.shards.get(0);
    byte[] stream = bytes(shard::writeStream);
    byte[] card = bytes(out -> shard.writeCard(0, out));
    CandidateState restored = new CandidateState(SCALES);
    restored.readStream(in(stream));
    int candidate = restored.readCard(in(card));

    assertThat(bytes(restored::writeStream)).isEqualTo(stream);
    assertThat(bytes(out -> restored.writeCard(candidate, out))).isEqualTo(card);
    for (SourceState source : replay.sources.values()) {
      byte[] state = bytes(out -> SourceStateLayout.INSTANCE.write(source, out));
      SourceState again = SourceStateLayout.INSTANCE.read(in(state));
      assertThat(bytes(out -> SourceStateLayout.INSTANCE.write(again, out))).isEqualTo(state);
      assertThat(bytes(out -> SourceStateLayout.INSTANCE.write(source.copy(), out)))
          .isEqualTo(state);
    }
  }

  @Test
  void readsCardsOfTheFirstVersion() throws IOException {
    Replay replay = played(1);
    CandidateState shard = replay.shards.get(0);
    CandidateState restored = new CandidateState(SCALES);
    restored.readStream(in(bytes(shard::writeStream)));
    for (int i = 0; i < shard.size(); i++) {
      int candidate = i;
      byte[] card = bytes(out -> shard.writeCard(candidate, out));
      // The first version had the number of the event where now stands the tick.
      card[0] = 1;
      restored.readCard(in(card));
    }
    float[] rows = new float[shard.size() * RankerFeatures.size()];
    float[] expected = rows.clone();
    SourceView view = view(replay.sources.get("u3"));
    shard.features(view, expected);
    restored.features(view, rows);

    assertThat(restored.links()).isEqualTo(shard.links()).isPositive();
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void aCopyGoesItsOwnWay() {
    SourceState state = played(1).sources.get("u1");
    SourceState copy = state.copy();
    float[] before = view(state).source;
    copy.apply("elsewhere", Long.MAX_VALUE / 2, SCALES);

    assertThat(view(state).source).isEqualTo(before);
    assertThat(copy.events()).isEqualTo(state.events() + 1);
  }

  @Test
  void saysThatTruncatedBytesAreTruncated() throws IOException {
    Replay replay = played(2);
    CandidateState shard = replay.shards.get(0);
    SourceState source = replay.sources.get("u1");
    SourceView view = view(source);
    refusesEveryPart(
        bytes(out -> SourceStateLayout.INSTANCE.write(source, out)),
        SourceStateLayout.INSTANCE::read,
        "source state ends too early");
    refusesEveryPart(
        bytes(out -> SourceViewLayout.INSTANCE.write(view, out)),
        SourceViewLayout.INSTANCE::read,
        "source view ends too early");
    refusesEveryPart(
        bytes(shard::writeStream),
        in -> new CandidateState(SCALES).readStream(in),
        "ranker stream state ends too early");
    refusesEveryPart(
        bytes(out -> shard.writeCard(1, out)),
        in -> new CandidateState(SCALES).readCard(in),
        "ranker card ends too early");
  }

  private static void refusesEveryPart(byte[] whole, Reading reading, String message) {
    for (int length = 0; length < whole.length; length += 1 + length / 50) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> reading.from(in(part)))
          .isInstanceOf(CorruptLayoutException.class)
          .hasMessageContaining(message);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedBytesAreRefusedOrUsable(long seed) throws IOException {
    Replay replay = played(seed);
    byte[] state = bytes(out -> SourceStateLayout.INSTANCE.write(replay.sources.get("u2"), out));
    SourceView view = view(replay.sources.get("u2"));
    byte[] travelling = bytes(out -> SourceViewLayout.INSTANCE.write(view, out));
    CandidateState shard = replay.shards.get(0);
    float[] rows = new float[shard.size() * RankerFeatures.size()];
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      try {
        SourceState read = SourceStateLayout.INSTANCE.read(in(damaged(state, random)));
        read.apply("p1", 1, SCALES);
        view(read);
        shard.features(SourceViewLayout.INSTANCE.read(in(damaged(travelling, random))), rows);
      } catch (CorruptLayoutException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void refusesLaterVersions() throws IOException {
    Replay replay = played(1);
    byte[] card = bytes(out -> replay.shards.get(0).writeCard(0, out));
    card[0] = 3;

    assertThatThrownBy(() -> new CandidateState(SCALES).readCard(in(card)))
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("layout version 3");
  }

  @Test
  void refusesACardTwiceAndAStreamTooLate() throws IOException {
    CandidateState shard = played(1).shards.get(0);
    byte[] card = bytes(out -> shard.writeCard(0, out));
    byte[] stream = bytes(shard::writeStream);

    assertThatThrownBy(() -> shard.readCard(in(card)))
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("candidate of this shard already");
    assertThatThrownBy(() -> shard.readStream(in(stream)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("read it first");
  }

  private static Replay played(long seed) {
    Replay replay = new Replay(Replay.SETTINGS, 1);
    List<Event> events = Replay.events(seed, 400);
    events.forEach(replay::apply);
    return replay;
  }

  private static SourceView view(SourceState state) {
    return state.view("u", Long.MAX_VALUE / 4, SCALES);
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    return damaged;
  }

  private static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writing.to(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
