package io.eddy.ingest.internal.decode;

import io.eddy.schemas.topics.DeadLetterCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: what is malformed is refused, never replaced. Not thread-safe. */
final class Utf8 {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  /**
   * The text of the bytes.
   *
   * @throws BadRecordException if they are no UTF-8
   */
  String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return decoder.decode(in).toString();
    } catch (CharacterCodingException e) {
      throw new BadRecordException(
          DeadLetterCode.INVALID_UTF8,
          "The record is no UTF-8 text: byte %d is 0x%02x; write it in UTF-8."
              .formatted(in.position(), bytes[in.position()]));
    }
  }
}
