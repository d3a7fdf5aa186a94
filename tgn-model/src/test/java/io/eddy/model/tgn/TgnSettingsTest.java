package io.eddy.model.tgn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.model.tgn.TgnSettings.Embedding;
import io.eddy.model.tgn.TgnSettings.MessageFunction;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import org.junit.jupiter.api.Test;

final class TgnSettingsTest {
  @Test
  void allErrorsAreNamedAtOnce() {
    assertThatThrownBy(
            () ->
                TgnSettings.builder(8)
                    .optMessageFunction(MessageFunction.MLP)
                    .optNeighbourMemory(NeighbourMemory.OF_THE_MAIL)
                    .optMemory(0)
                    .optTime(7)
                    .optEdgeFeatures(-1)
                    .optNeighbours(0)
                    .optLayers(2)
                    .optTimeShift(0, 0)
                    .build())
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
            () -> TgnSettings.builder(8).optEmbedding(Embedding.TIME).optEmbeddingSize(6).build())
        .hasMessageContaining("embeddingSize = 6")
        .hasMessageContaining("the memory, 8");
  }

  @Test
  void sizesFollowFromTheRoles() {
    TgnSettings settings = TgnSettings.builder(100).optEdgeFeatures(3).optNeighbours(10).build();
    assertThat(settings.rawMessage()).isEqualTo(303);
    assertThat(settings.messageSize()).isEqualTo(303);
    assertThat(settings.depth()).isEqualTo(1);
    assertThat(settings.keepsMailMemory()).isFalse();
    assertThat(settings.toBuilder().optOriginMicros(5).build().originMicros()).isEqualTo(5);
    assertThat(settings.toBuilder().optTimeShift(2, 3).build().timeShiftDeviation()).isEqualTo(3);
  }
}
