package io.eddy.memory.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.pair.PairHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class VersionedSerializerTest {
  private final PairHistory history = new PairHistory(8);

  @Test
  void copiesWhatIsMutableAndSharesWhatIsNot() {
    history.visit("a", 1);
    PairHistory copy = PairHistorySerializer.INSTANCE.copy(history);
    assertThat(copy).isEqualTo(history).isNotSameAs(history);
    assertThat(PairHistorySerializer.INSTANCE.isImmutableType()).isFalse();

    CandidateCard card = new CandidateCard("a", 1, 1);
    assertThat(CandidateCardSerializer.INSTANCE.copy(card)).isSameAs(card);
    assertThat(CandidateCardSerializer.INSTANCE.isImmutableType()).isTrue();
  }

  @Test
  void carriesValuesFromViewToView() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(8);
    new Greeting.Serializer().copy(new DataInputDeserializer(Greeting.versionOne("hello")), out);

    assertThat(Bytes.value(new Greeting.Serializer(), out.getCopyOfBuffer()))
        .isEqualTo(new Greeting("hello", 1));
  }

  @Test
  void readsSeveralValuesInARow() throws IOException {
    history.visit("a", 1);
    PairHistory empty = new PairHistory(2);
    DataOutputSerializer out = new DataOutputSerializer(8);
    PairHistorySerializer.INSTANCE.serialize(history, out);
    PairHistorySerializer.INSTANCE.serialize(empty, out);

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(PairHistorySerializer.INSTANCE.deserialize(in)).isEqualTo(history);
    assertThat(PairHistorySerializer.INSTANCE.deserialize(in)).isEqualTo(empty);
  }

  @Test
  void writesTheSameBytesToACheckpointsStream() throws IOException {
    Greeting.Serializer serializer = new Greeting.Serializer();
    DataOutputSerializer out = new DataOutputSerializer(8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputViewStreamWrapper stream = new DataOutputViewStreamWrapper(bytes);
    for (String text : List.of("hello", "x".repeat(60_000), "")) {
      serializer.serialize(new Greeting(text, 7), out);
      serializer.serialize(new Greeting(text, 7), stream);
    }
    assertThat(bytes.toByteArray()).isEqualTo(out.getCopyOfBuffer());
  }

  @Test
  void saysThatTruncatedBytesAreTruncated() throws IOException {
    byte[] whole = Bytes.of(CandidateCardSerializer.INSTANCE, new CandidateCard("a", 1, 1));

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Bytes.value(CandidateCardSerializer.INSTANCE, part))
          .isInstanceOf(CorruptLayoutException.class)
          .hasMessageContaining("CandidateCard ends too early");
    }
  }

  @Test
  void equalsItselfAfterTheTripToATaskManager() throws Exception {
    VersionedTypeInfo<PairHistory> info = new VersionedTypeInfo<>(PairHistorySerializer.INSTANCE);

    VersionedTypeInfo<PairHistory> shipped = InstantiationUtil.clone(info);

    assertThat(shipped).isEqualTo(info).hasSameHashCodeAs(info);
    assertThat(shipped.createSerializer(new SerializerConfigImpl()))
        .isEqualTo(PairHistorySerializer.INSTANCE);
    assertThat(info).isNotEqualTo(new VersionedTypeInfo<>(CandidateCardSerializer.INSTANCE));
  }

  @Test
  void describesOneOpaqueFieldThatIsNoKey() {
    VersionedTypeInfo<CandidateCard> info =
        new VersionedTypeInfo<>(CandidateCardSerializer.INSTANCE);

    assertThat(info.getTypeClass()).isEqualTo(CandidateCard.class);
    assertThat(info.getArity()).isEqualTo(1);
    assertThat(info.getTotalFields()).isEqualTo(1);
    assertThat(info.isKeyType()).isFalse();
    assertThat(info).hasToString("CandidateCard");
  }

  @Test
  void refusesASerializerThatCouldNotBeRestored() {
    NeedsArgument serializer = new NeedsArgument("x");

    assertThatThrownBy(serializer::snapshotConfiguration)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NeedsArgument needs a constructor without parameters");
  }

  private static final class NeedsArgument extends VersionedSerializer<String> {
    private final String prefix;

    NeedsArgument(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public Class<String> type() {
      return String.class;
    }

    @Override
    protected int version() {
      return 1;
    }

    @Override
    protected void write(String value, DataOutputView out) throws IOException {
      out.writeUTF(prefix + value);
    }

    @Override
    protected String read(int version, DataInputView in) throws IOException {
      return in.readUTF();
    }
  }
}
