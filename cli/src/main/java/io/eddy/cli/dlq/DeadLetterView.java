package io.eddy.cli.dlq;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eddy.ingest.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as {@code eddy dlq list --json} prints it.
 *
 * @param partition partition of the dead-letter topic
 * @param offset offset there
 * @param code short code of the reason
 * @param reason what is wrong, for a person
 * @param originTopic topic that the record came from
 * @param originPartition its partition there
 * @param originOffset its offset there
 * @param replayed how often it had been sent in again before
 * @param time when it was refused, ISO-8601
 * @param key the record's key, where it is UTF-8 text
 * @param value the record's value, where it is UTF-8 text
 * @param keyBase64 the record's key, where it is not
 * @param valueBase64 the record's value, where it is not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(
    int partition,
    long offset,
    String code,
    String reason,
    String originTopic,
    int originPartition,
    long originOffset,
    int replayed,
    String time,
    @Nullable String key,
    @Nullable String value,
    @Nullable String keyBase64,
    @Nullable String valueBase64) {

  static DeadLetterView of(DeadLetter letter) {
    String key = text(letter.key());
    String value = text(letter.value());
    return new DeadLetterView(
        letter.partition(),
        letter.offset(),
        letter.code(),
        letter.reason(),
        letter.originTopic(),
        letter.originPartition(),
        letter.originOffset(),
        letter.replayed(),
        letter.timestamp().toString(),
        key,
        value,
        key == null ? base64(letter.key()) : null,
        value == null ? base64(letter.value()) : null);
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }
}
