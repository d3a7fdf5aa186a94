package io.eddy.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PublishedTest {
  private static final MemoryUpdate FIRST = update(1, new float[] {1, 2}, List.of());
  private static final MemoryUpdate SECOND =
      update(2, new float[] {3, 4}, List.of(new MailHead("a", 5)));

  @Test
  void whatIsHeldIsWhatWasTakenLast() {
    Published published = new Published(7, 0.5, FIRST);
    assertThat(held(published)).isEqualTo(FIRST);
    published.hold(SECOND);
    assertThat(held(published)).isEqualTo(SECOND);

    published.move(3);
    assertThat(published.held()).isNull();
    assertThat(published.path()).isEqualTo(3);
    assertThat(published.timeMicros()).isEqualTo(7);
    published.publish(9);
    assertThat(published.path()).isZero();
    assertThat(published.timeMicros()).isEqualTo(9);
  }

  /** A checkpoint reads the one while the job goes on with the other. */
  @Test
  void copiesChangeByThemselves() {
    Published original = new Published(7, 0.5, FIRST);
    Published copy = PublishedSerializer.INSTANCE.copy(original);
    copy.hold(SECOND);
    assertThat(held(original)).isEqualTo(FIRST);
    original.hold(update(3, new float[] {5, 6}, List.of()));
    assertThat(held(copy)).isEqualTo(SECOND);
    copy.publish(9);
    assertThat(original.timeMicros()).isEqualTo(7);
  }

  @Test
  void whatWasGivenOutStaysAsItWas() {
    Published published = new Published(7, 0.5, FIRST);
    MemoryUpdate given = held(published);
    published.hold(SECOND);
    assertThat(given).isEqualTo(FIRST);
  }

  @Test
  void aHeldMemoryIsSerialized() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    PublishedSerializer.INSTANCE.serialize(new Published(7, 0.5, SECOND), out);
    Published read =
        PublishedSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(held(read)).isEqualTo(SECOND);
    assertThat(read.timeMicros()).isEqualTo(7);
    assertThat(read.path()).isEqualTo(0.5);
  }

  private static MemoryUpdate held(Published published) {
    return Objects.requireNonNull(published.held()).update();
  }

  private static MemoryUpdate update(long updates, float[] vector, List<MailHead> mails) {
    return new MemoryUpdate("n", 1_000 * updates, updates, vector, 0.1, "tgn@1", mails);
  }
}
