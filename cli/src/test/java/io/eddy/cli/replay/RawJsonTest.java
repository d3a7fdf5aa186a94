package io.eddy.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.data.DataEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RawJsonTest {
  private final RawJson json = new RawJson();

  @Test
  void leavesOutWhatAnEventLacks() {
    assertThat(encoded(new DataEvent("d-0", "a", "b", 1_500_000, new float[0], "")))
        .isEqualTo("{\"id\":\"d-0\",\"src\":\"a\",\"dst\":\"b\",\"time\":1500000}");
  }

  @Test
  void writesFeaturesAndType() {
    assertThat(encoded(new DataEvent("d-0", "a", "b", 0, new float[] {1, -0.5f}, "pay")))
        .endsWith("\"time\":0,\"features\":[1.0,-0.5],\"type\":\"pay\"}");
  }

  @Test
  void escapesWhatJsonCannotHold() throws Exception {
    String odd = "quote\" slash\\ newline\n control\u0001 ümlaut \uD83D\uDE00";
    JsonNode read =
        new ObjectMapper().readTree(json.encode(new DataEvent(odd, odd, odd, 0, new float[0], "")));
    assertThat(read.get("src").asText()).isEqualTo(odd);
  }

  private String encoded(DataEvent event) {
    return new String(json.encode(event), StandardCharsets.UTF_8);
  }
}
