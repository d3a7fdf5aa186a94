package io.eddy.memory.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactFieldsTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 300, 1L << 35, Long.MAX_VALUE, -1, -64, Long.MIN_VALUE})
  void carriesAnyLong(long value) throws IOException {
    CompactFields.writeUnsigned(value, out);
    CompactFields.writeSigned(value, out);

    DataInputStream in = in();
    assertThat(CompactFields.readUnsigned(in)).isEqualTo(value);
    assertThat(CompactFields.readSigned(in)).isEqualTo(value);
    assertThat(in.available()).isZero();
  }

  @Test
  void keepsSmallNumbersShort() throws IOException {
    CompactFields.writeUnsigned(127, out);
    CompactFields.writeSigned(-64, out);

    assertThat(bytes.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 70})
  void carriesAnyText(int times) throws IOException {
    for (String piece : List.of("", "a", "Größe", "送金", "\uD83D\uDCB8", "\u0000\u007f")) {
      String text = piece.repeat(times);
      bytes.reset();
      CompactFields.writeText(text, out);
      assertThat(CompactFields.readText(in())).isEqualTo(text);
      assertThat(bytes.toByteArray()).endsWith(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void refusesTextsThatAreTooLong() {
    String text = "é".repeat(CompactFields.MAX_TEXT_BYTES / 2 + 1);

    assertThatThrownBy(() -> CompactFields.writeText(text, out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536 bytes");
  }

  @Test
  void refusesIntegersThatDoNotEnd() {
    bytes.writeBytes(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0});

    assertThatThrownBy(() -> CompactFields.readUnsigned(in()))
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("10 bytes");
  }

  @Test
  void refusesLengthsOutOfRangeBeforeAllocating() throws IOException {
    CompactFields.writeUnsigned(-1, out);

    assertThatThrownBy(() -> CompactFields.readText(in()))
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("18446744073709551615");
  }

  private DataInputStream in() {
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
