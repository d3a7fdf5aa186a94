package io.eddy.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NamedArraysTest {
  private final NamedArrays parameters =
      parameters(TgnSettings.builder(8).optEdgeFeatures(3).optNeighbours(4).build(), 1);

  @Test
  void theLayoutComesBackAsItWasWritten() throws IOException {
    NamedArrays read = read(bytes());
    assertThat(read.arrays().keySet()).isEqualTo(parameters.arrays().keySet());
    assertThat(read).usingRecursiveComparison().isEqualTo(parameters);
  }

  @Test
  void truncatedBytesAndOtherVersionsAreRefused() throws IOException {
    byte[] bytes = bytes();
    for (int length = 0; length < bytes.length; length += 97) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(CorruptLayoutException.class);
    }
    bytes[0] = 9;
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("version 9");
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() {
    try (NDManager manager = Tensors.newManager()) {
      assertThatThrownBy(
              () ->
                  TgnNetwork.of(
                      TgnSettings.builder(10).optEdgeFeatures(3).optNeighbours(4).build(),
                      parameters,
                      manager))
          .hasMessageContaining("'time.frequency' has the shape [8]")
          .hasMessageContaining("[10]");
    }
    assertThatThrownBy(() -> new NamedArrays.Values(new int[] {2, 3}, new float[5]))
        .hasMessageContaining("5 values for the shape [2, 3]");
  }

  @Test
  void aSeedDecidesTheWeights() {
    NamedArrays again =
        parameters(TgnSettings.builder(8).optEdgeFeatures(3).optNeighbours(4).build(), 1);
    assertThat(again).usingRecursiveComparison().isEqualTo(parameters);
    NamedArrays other =
        parameters(TgnSettings.builder(8).optEdgeFeatures(3).optNeighbours(4).build(), 2);
    assertThat(other.arrays().get("updater.input.weight").values())
        .isNotEqualTo(parameters.arrays().get("updater.input.weight").values());
  }

  private static NamedArrays parameters(TgnSettings settings, long seed) {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(settings, seed, manager).parameters();
    }
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NamedArraysLayout.INSTANCE.write(parameters, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static NamedArrays read(byte[] bytes) throws IOException {
    return NamedArraysLayout.INSTANCE.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
