package io.eddy.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.EdgeLabel;
import io.eddy.schemas.EdgeScore;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.LateEvent;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.ModelRelease;
import io.eddy.schemas.NodeEmbedding;
import io.eddy.schemas.NodeMemory;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.registry.SchemaRegistryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramedCodecTest {
  private static final SchemaRegistry FIXED = SchemaRegistries.open("none");

  @ParameterizedTest
  @ValueSource(
      classes = {
        EdgeEvent.class,
        EdgeLabel.class,
        EdgeScore.class,
        LinkPrediction.class,
        NodeMemory.class,
        NodeEmbedding.class,
        ModelRelease.class,
        LateEvent.class,
        IngestStatus.class
      })
  <T extends SpecificRecord> void everyRecordSurvivesARoundTrip(Class<T> type) {
    RandomRecords records = new RandomRecords(type.getName().hashCode());
    FramedCodec<T> codec = codec(type);
    for (int i = 0; i < 200; i++) {
      T record = records.next(type);
      T decoded = codec(type).decode(codec.encode(record));
      assertThat(decoded).isEqualTo(record).isInstanceOf(type);
      assertThat(decoded.toString()).isEqualTo(record.toString());
    }
  }

  @Test
  void theFrameIsMagicThenIdThenBody() {
    byte[] bytes = codec(EdgeEvent.class).encode(event("e1"));

    assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, 101);
    assertThat(bytes[5]).as("zig-zag length of 'e1'").isEqualTo((byte) 4);
    assertThat(bytes[6]).isEqualTo((byte) 'e');
  }

  @Test
  void everyTruncationIsRefused() {
    FramedCodec<EdgeEvent> codec = codec(EdgeEvent.class);
    byte[] bytes = codec.encode(event("e1"));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(CodecException.class);
    }
    assertThat(codec.decode(bytes)).as("still usable after failures").isEqualTo(event("e1"));
  }

  @Test
  void otherMagicIsRefusedAndQuoted() {
    byte[] bytes = codec(EdgeEvent.class).encode(event("e1"));
    bytes[0] = '{';

    assertThatThrownBy(() -> codec(EdgeEvent.class).decode(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessage(
            "no framed EdgeEvent: %d bytes starting with 0x7b; expected 0x00 and a 4-byte schema id"
                .formatted(bytes.length));
    assertThatThrownBy(() -> codec(EdgeEvent.class).decode(null))
        .isInstanceOf(CodecException.class)
        .hasMessage("EdgeEvent expected, but the record has no value");
  }

  @Test
  void anUnknownIdIsTheRecordsFaultButAnUnreachableRegistryIsNot() {
    byte[] bytes = codec(EdgeEvent.class).encode(event("e1"));
    ByteBuffer.wrap(bytes).putInt(1, 99_999);

    assertThatThrownBy(() -> codec(EdgeEvent.class).decode(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("schema id 99999")
        .hasMessageContaining("Set eddy.registry");
    SchemaRegistry down =
        new OneOldSchema(EdgeEvent.getClassSchema()) {
          @Override
          public Schema byId(int id) {
            throw new SchemaRegistryException("down", null);
          }
        };
    assertThatThrownBy(() -> new FramedCodec<>(EdgeEvent.class, down, "t").decode(bytes))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessage("down");
  }

  @Test
  void anotherKindOfRecordIsRefused() {
    byte[] label = codec(EdgeLabel.class).encode(new RandomRecords(1).next(EdgeLabel.class));

    assertThatThrownBy(() -> codec(EdgeEvent.class).decode(label))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("the body is no EdgeEvent of schema id 201")
        .hasMessageContaining("EdgeLabel");
  }

  @Test
  void leftOverBytesAreRefused() {
    byte[] bytes = codec(EdgeEvent.class).encode(event("e1"));

    assertThatThrownBy(() -> codec(EdgeEvent.class).decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(CodecException.class)
        .hasMessage("bytes are left over after EdgeEvent of schema id 101");
  }

  @Test
  void aMissingRequiredFieldIsRefusedWithTheRecord() {
    FramedCodec<EdgeEvent> codec = codec(EdgeEvent.class);
    EdgeEvent event = event("e1");
    event.setDst(null);

    assertThatThrownBy(() -> codec.encode(event))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("cannot write EdgeEvent")
        .hasMessageContaining("dst")
        .hasMessageContaining("\"e1\"");
    assertThat(codec.decode(codec.encode(event("e2")))).isEqualTo(event("e2"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void corruptedBytesGiveARecordOrACodecExceptionAndNothingElse(long seed) {
    Random random = new Random(seed);
    RandomRecords records = new RandomRecords(seed);
    FramedCodec<LinkPrediction> codec = codec(LinkPrediction.class);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = codec.encode(records.next(LinkPrediction.class));
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
      }
      assertThatCode(
              () -> {
                try {
                  codec.decode(bytes);
                } catch (CodecException e) {
                  assertThat(e).hasMessageContaining("LinkPrediction");
                }
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void anOlderVersionIsResolvedWithDefaults() throws IOException {
    Schema older =
        SchemaBuilder.record("EdgeEvent")
            .namespace("io.eddy.schemas")
            .fields()
            .requiredString("src")
            .requiredString("id")
            .requiredString("dst")
            .name("time")
            .type(EdgeEvent.getClassSchema().getField("time").schema())
            .noDefault()
            .requiredString("gone")
            .endRecord();
    GenericRecord record =
        new GenericRecordBuilder(older)
            .set("src", "a")
            .set("id", "e1")
            .set("dst", "b")
            .set("time", 5_000_001L)
            .set("gone", "x")
            .build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(OneOldSchema.OLD).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(older).write(record, encoder);
    FramedCodec<EdgeEvent> codec = new FramedCodec<>(EdgeEvent.class, new OneOldSchema(older), "t");

    assertThat(codec.decode(bytes.toByteArray()))
        .isEqualTo(
            EdgeEvent.newBuilder()
                .setId("e1")
                .setSrc("a")
                .setDst("b")
                .setTime(Instant.ofEpochSecond(5, 1_000))
                .build());
    EdgeEvent current = event("e2");
    assertThat(codec.decode(codec.encode(current))).isEqualTo(current);
  }

  /** A registry with one older version beside the current one. */
  private static class OneOldSchema implements SchemaRegistry {
    static final int OLD = 7;
    private final Schema old;

    OneOldSchema(Schema old) {
      this.old = old;
    }

    @Override
    public int register(String subject, Schema schema) {
      return 8;
    }

    @Override
    public Schema byId(int id) {
      assertThat(id).isEqualTo(OLD);
      return old;
    }

    @Override
    public boolean isCompatible(String subject, Schema schema) {
      return true;
    }
  }

  private static <T extends SpecificRecord> FramedCodec<T> codec(Class<T> type) {
    return new FramedCodec<>(type, FIXED, "eddy.test");
  }

  private static EdgeEvent event(String id) {
    return EdgeEvent.newBuilder()
        .setId(id)
        .setSrc("a")
        .setDst("b")
        .setTime(Instant.ofEpochSecond(1_700_000_000, 123_456_000))
        .setFeatures(List.of(1.5f, -2f))
        .setType("payment")
        .build();
  }
}
