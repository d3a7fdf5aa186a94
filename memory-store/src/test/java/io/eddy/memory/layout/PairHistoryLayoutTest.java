package io.eddy.memory.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.pair.PairHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PairHistoryLayoutTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  @BeforeEach
  void writeVersion() throws IOException {
    out.writeByte(1);
  }

  @Test
  void carriesTimesThatAreFurtherApartThanALong() throws IOException {
    PairHistory history = new PairHistory(3);
    history.visit("a", Long.MIN_VALUE);
    history.visit("b", 0);
    history.visit("c", Long.MAX_VALUE);
    bytes.reset();
    PairHistoryLayout.INSTANCE.write(history, out);

    assertThat(read()).isEqualTo(history);
  }

  @Test
  void refusesMoreDestinationsThanTheCapacity() throws IOException {
    header(2, 10, 3);

    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("the number of destinations is 3; expected 0 to 2");
  }

  @Test
  void refusesACapacityOfNothing() throws IOException {
    header(0, 0, 0);

    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("capacity of a pair history is 0");
  }

  @Test
  void refusesCountsThatExceedTheTotal() throws IOException {
    header(4, 1, 1);
    CompactFields.writeSigned(5, out);
    CompactFields.writeUnsigned(2, out);
    CompactFields.writeText("a", out);

    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("2 visits, but the source only 1");
  }

  @Test
  void refusesTimesOutOfOrder() throws IOException {
    header(4, 2, 2);
    CompactFields.writeSigned(5, out);
    CompactFields.writeUnsigned(1, out);
    CompactFields.writeText("a", out);
    CompactFields.writeUnsigned(-1, out);
    CompactFields.writeUnsigned(1, out);
    CompactFields.writeText("b", out);

    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("destination 'b' is after that of a more recent one");
  }

  private void header(int capacity, long total, int size) throws IOException {
    CompactFields.writeUnsigned(capacity, out);
    CompactFields.writeUnsigned(total, out);
    CompactFields.writeUnsigned(size, out);
  }

  private PairHistory read() throws IOException {
    return PairHistoryLayout.INSTANCE.read(
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
