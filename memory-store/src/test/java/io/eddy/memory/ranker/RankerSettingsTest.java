package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankerSettingsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void scalesOfAnyStreamAscend(long seed) {
    Random random = new Random(seed);
    long[] source = random.longs(random.nextInt(500), 0, 1L << (10 + random.nextInt(40))).toArray();
    long[] pair = random.longs(random.nextInt(500), 0, 1L << (10 + random.nextInt(40))).toArray();

    RankerSettings settings = RankerSettings.fromGaps(source, pair, 1L << random.nextInt(50));

    assertThat(settings.pairTaus()).isSorted().doesNotHaveDuplicates();
    assertThat(settings.hazardGaps()).isSorted().doesNotHaveDuplicates();
    assertThat(settings.stayGaps()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aStreamOfOneMomentHasScalesToo() {
    assertThat(RankerSettings.fromGaps(new long[0], new long[0], 0).pairTaus()).hasSize(5);
  }

  @Test
  void noScaleIsBelowASecond() {
    RankerSettings settings = RankerSettings.fromGaps(new long[1000], new long[1000], 0);

    for (List<Double> scales :
        List.of(
            settings.pairTaus(),
            settings.arrivalTaus(),
            settings.switchTaus(),
            settings.runTaus(),
            List.of(settings.transitionTau()),
            settings.hazardGaps(),
            settings.stayGaps())) {
      assertThat(scales).allMatch(scale -> scale >= 1);
    }
  }

  @Test
  void aSlowerStreamHasLongerScales() {
    long[] gaps = new Random(1).longs(1000, 1_000_000, 1_000_000_000).toArray();
    long[] slow = java.util.Arrays.stream(gaps).map(gap -> 60 * gap).toArray();
    RankerSettings fast = RankerSettings.fromGaps(gaps, gaps, 10_000_000_000L);
    RankerSettings slower = RankerSettings.fromGaps(slow, slow, 600_000_000_000L);

    for (int i = 0; i < RankerSettings.PAIR_TAUS; i++) {
      assertThat(slower.pairTaus().get(i)).isGreaterThan(50 * fast.pairTaus().get(i));
    }
  }

  @Test
  void refusesScalesThatDoNotAscend() {
    RankerSettings good = RankerSettings.wikipedia();
    assertThatThrownBy(
            () ->
                new RankerSettings(
                    List.of(1.0, 2.0, 2.0, 3.0, 4.0),
                    good.arrivalTaus(),
                    good.switchTaus(),
                    good.runTaus(),
                    good.transitionTau(),
                    good.hazardGaps(),
                    good.stayGaps(),
                    6,
                    10,
                    1,
                    1,
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pair decays")
        .hasMessageContaining("ascending");
    assertThatThrownBy(() -> good.withBounds(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 0 pairs");
  }

  @Test
  void otherSettingsHaveAnotherFingerprint() {
    String fingerprint = RankerFeatures.fingerprint(RankerSettings.wikipedia());

    assertThat(fingerprint).hasSize(64);
    assertThat(RankerFeatures.fingerprint(RankerSettings.wikipedia())).isEqualTo(fingerprint);
    assertThat(RankerFeatures.fingerprint(RankerSettings.wikipedia().withBounds(9, 9, 9)))
        .isNotEqualTo(fingerprint);
  }

  @Test
  void columnsHaveNamesOfTheirOwn() {
    assertThat(RankerFeatures.names())
        .hasSize(RankerFeatures.size())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("(source|pair|transition|dst)\\.\\w+"));
    assertThat(RankerFeatures.names().get(RankerFeatures.pairStart())).startsWith("pair.");
    assertThat(RankerFeatures.names().get(RankerFeatures.transitionStart()))
        .startsWith("transition.");
    assertThat(RankerFeatures.names().get(RankerFeatures.destinationStart())).startsWith("dst.");
  }
}
