package io.eddy.model.smpnn.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.SmpnnVariants;
import io.eddy.model.smpnn.engine.NodeEmbedder;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.RandomGraphs;
import io.eddy.model.tensor.DeviceChoice;
import io.eddy.model.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the processor, and on every GPU that there is. */
final class TensorEmbedderTest {
  private static final int NODES = 500;

  static List<Device> devices() {
    List<Device> devices = new ArrayList<>(List.of(Device.cpu()));
    for (int gpu = 0; gpu < Tensors.engine().getGpuCount(); gpu++) {
      devices.add(Device.gpu(gpu));
    }
    return devices;
  }

  @ParameterizedTest
  @MethodSource("devices")
  void embeddingsAreThoseOfTheKernel(Device device) {
    for (SmpnnSettings settings : SmpnnVariants.all().toList()) {
      SmpnnParameters parameters = SmpnnVariants.parameters(settings, 5);
      EdgeList edges = RandomGraphs.edges(NODES, 1_500, 2);
      float[] features = RandomGraphs.features(NODES * settings.inputs(), 3);
      try (CsrGraph graph = CsrGraph.undirected(NODES, edges);
          SmpnnEngine kernel = new SmpnnEngine(parameters, 1);
          TensorEmbedder tensors = new TensorEmbedder(parameters, device)) {
        float[] expected = kernel.embed(graph, features);
        for (int call = 0; call < 2; call++) {
          float[] found = tensors.embed(graph, features);
          assertThat(found).hasSameSizeAs(expected);
          for (int i = 0; i < found.length; i++) {
            assertThat(found[i])
                .isCloseTo(expected[i], within(1e-4f * (1 + Math.abs(expected[i]))));
          }
        }
        assertThat(tensors.device())
            .isEqualTo(device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu");
      }
    }
  }

  static Stream<String> wrong() {
    return Stream.of("", "gpu", "gpu:", "gpu:-1", "CPU", "cuda:0");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void anotherFormOfADeviceIsRefused(String text) {
    assertThat(DeviceChoice.isOne(text)).isFalse();
    assertThatThrownBy(() -> new DeviceChoice(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("gpu:N");
  }

  @Test
  void aGpuThatIsNotThereIsNamed() {
    assertThat(DeviceChoice.CPU.resolve()).isEqualTo(Device.cpu());
    assertThatThrownBy(() -> new DeviceChoice("gpu:99").resolve())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gpu:99")
        .hasMessageContaining("docs/operations.md");
    boolean gpu = Tensors.engine().getGpuCount() > 0;
    SmpnnParameters parameters = SmpnnVariants.parameters(SmpnnVariants.FULL, 5);
    try (NodeEmbedder embedder = TensorEmbedder.on(DeviceChoice.AUTO, parameters, 1)) {
      assertThat(embedder.device()).isEqualTo(gpu ? "gpu:0" : "cpu");
    }
  }
}
