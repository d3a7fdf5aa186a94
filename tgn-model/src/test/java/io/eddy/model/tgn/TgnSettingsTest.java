package io.eddy.model.tgn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.model.tgn.TgnSettings.Aggregator;
import io.eddy.model.tgn.TgnSettings.Embedding;
import io.eddy.model.tgn.TgnSettings.MessageFunction;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import io.eddy.model.tgn.TgnSettings.Updater;
import org.junit.jupiter.api.Test;

final class TgnSettingsTest {
  @Test
  void allErrorsAreNamedAtOnce() {
    assertThatThrownBy(
            () ->
                new TgnSettings(
                    MessageFunction.MLP,
                    Aggregator.LAST,
                    Updater.GRU,
                    Embedding.ATTENTION,
                    NeighbourMemory.OF_THE_MAIL,
                    0,
                    7,
                    -1,
                    0,
                    8,
                    0,
                    2,
                    2,
                    0,
                    0,
                    0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("memory = 0")
        .hasMessageContaining("edgeFeatures = -1")
        .hasMessageContaining("message = 0")
        .hasMessageContaining("neighbours = 0")
        .hasMessageContaining("neighbourMemory = CURRENT")
        .hasMessageContaining("heads = 2 does not divide the query's width 7")
        .hasMessageContaining("deviation 0.0");
  }

  @Test
  void anEmbeddingWithoutAGraphHasTheSizeOfTheMemory() {
    assertThatThrownBy(
            () ->
                new TgnSettings(
                    MessageFunction.IDENTITY,
                    Aggregator.LAST,
                    Updater.GRU,
                    Embedding.TIME,
                    NeighbourMemory.CURRENT,
                    8,
                    4,
                    0,
                    0,
                    6,
                    0,
                    0,
                    0,
                    0,
                    0,
                    1))
        .hasMessageContaining("embeddingSize = 6")
        .hasMessageContaining("the memory, 8");
  }

  @Test
  void sizesFollowFromTheRoles() {
    TgnSettings settings = TgnSettings.attention(100, 3, 10);
    assertThat(settings.rawMessage()).isEqualTo(303);
    assertThat(settings.messageSize()).isEqualTo(303);
    assertThat(settings.depth()).isEqualTo(1);
    assertThat(settings.keepsMailMemory()).isFalse();
    assertThat(settings.withOrigin(5).originMicros()).isEqualTo(5);
    assertThat(settings.withTimeShift(2, 3).timeShiftDeviation()).isEqualTo(3);
  }
}
