package io.eddy.ingest.internal.decode;

import io.eddy.schemas.topics.DeadLetterCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event id of records without one: SHA-256 in hexadecimal over the texts of given fields, each
 * preceded by its length so that no two lists of texts run together. Not thread-safe.
 */
final class GeneratedId {
  private final List<String> fields;
  private final int[] slots;
  private final MessageDigest sha256;

  GeneratedId(List<String> fields, FieldSlots slots) {
    this.fields = fields;
    this.slots = fields.stream().mapToInt(slots::of).toArray();
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * The id of a record.
   *
   * @throws BadRecordException if one of the fields is absent or no plain value
   */
  String of(@Nullable Object[] values) {
    sha256.reset();
    for (int i = 0; i < slots.length; i++) {
      Object value = values[slots[i]];
      if (value == null || value instanceof Wrong || value instanceof float[]) {
        throw new BadRecordException(
            DeadLetterCode.MISSING_ID,
            "No event id can be made: the field '%s' is %s; expected text or a number."
                .formatted(fields.get(i), value == null ? "absent or empty" : Quote.of(value)));
      }
      byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
      sha256.update(text);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
