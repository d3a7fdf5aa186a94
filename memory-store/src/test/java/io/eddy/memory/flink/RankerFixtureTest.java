package io.eddy.memory.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerScales;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceState;
import io.eddy.memory.ranker.SourceView;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State of the ranker as earlier releases wrote it, checked in. A fixture is never changed; a new
 * layout version adds one.
 */
class RankerFixtureTest {
  private static final RankerScales SCALES = new RankerScales(RankerSettings.wikipedia());
  private static final long START = 1_700_000_000_000_000L;
  private static final String[] STEPS = {
    "u a 0",
    "u a 40",
    "x a 60",
    "u b 90",
    "u c 500",
    "x b 600",
    "u a 4000",
    "u a 4010",
    "Größe ä 4010"
  };

  @Test
  void restoresSourcesOfEveryVersion() throws IOException {
    restores("source-state-v1", SourceStateSerializer.INSTANCE, source());
  }

  @Test
  void restoresViewsOfEveryVersion() throws IOException {
    restores("source-view-v1", SourceViewSerializer.INSTANCE, view());
  }

  /** Reads the fixture, and fails when a layout changes without a new version. */
  private static <T> void restores(String fixture, TypeSerializer<T> current, T value)
      throws IOException {
    byte[] bytes = Bytes.fixture(fixture + ".value");
    TypeSerializerSnapshot<T> old = Bytes.snapshot(Bytes.fixture(fixture + ".snapshot"));

    assertThat(current.snapshotConfiguration().resolveSchemaCompatibility(old).isIncompatible())
        .isFalse();
    T restored = Bytes.value(old.restoreSerializer(), bytes);
    assertThat(Bytes.of(current, restored)).isEqualTo(bytes);
    assertThat(Bytes.of(current, value)).isEqualTo(bytes);
    assertThat(Bytes.of(current, current.copy(value))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ranker-card-v1.value", "ranker-card-v2.value"})
  void restoresCandidatesOfEveryVersion(String cardFixture) throws IOException {
    CandidateState expected = candidates();
    CandidateState restored = new CandidateState(SCALES);
    restored.readStream(new DataInputDeserializer(Bytes.fixture("ranker-stream-v1.value")));
    restored.readCard(new DataInputDeserializer(Bytes.fixture(cardFixture)));

    float[] row = new float[RankerFeatures.size()];
    restored.features(view(), 0, row, 0);
    float[] same = new float[RankerFeatures.size()];
    expected.features(view(), expected.indexOf("a"), same, 0);
    assertThat(row).isEqualTo(same);
    assertThat(stream(expected)).isEqualTo(Bytes.fixture("ranker-stream-v1.value"));
    assertThat(card(expected)).isEqualTo(Bytes.fixture("ranker-card-v2.value"));
  }

  static SourceState source() {
    SourceState state = new SourceState();
    for (String step : STEPS) {
      String[] parts = step.split(" ");
      if (parts[0].equals("u")) {
        state.apply(parts[1], time(parts[2]), SCALES);
      }
    }
    return state;
  }

  static SourceView view() {
    return source().view("u", START + 5_000_000_000L, SCALES);
  }

  static CandidateState candidates() {
    CandidateState candidates = new CandidateState(SCALES);
    Map<String, SourceState> sources = new HashMap<>();
    for (String step : STEPS) {
      String[] parts = step.split(" ");
      SourceState source = sources.computeIfAbsent(parts[0], key -> new SourceState());
      SourceView view = source.view(parts[0], time(parts[2]), SCALES);
      source.apply(parts[1], time(parts[2]), SCALES);
      candidates.put(parts[1]);
      candidates.apply(view, parts[1]);
    }
    return candidates;
  }

  static byte[] stream(CandidateState candidates) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    candidates.writeStream(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  static byte[] card(CandidateState candidates) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    candidates.writeCard(candidates.indexOf("a"), new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static long time(String seconds) {
    return START + Long.parseLong(seconds) * 1_000_000;
  }
}
