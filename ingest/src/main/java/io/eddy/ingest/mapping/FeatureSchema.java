package io.eddy.ingest.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What the features of an event mean, in order. A model trained with one schema is of no use on
 * another; {@link #fingerprint} tells them apart.
 *
 * @param name name of the data set or use
 * @param version the user's version, at least 1
 * @param fields the parts of the feature list
 */
public record FeatureSchema(String name, int version, List<FeatureField> fields) {
  /** No features. */
  static final FeatureSchema NONE = new FeatureSchema("none", 1, List.of());

  private static final int FINGERPRINT_DIGITS = 16;

  public FeatureSchema {
    fields = List.copyOf(fields);
  }

  /** Number of features an event has, or {@link FeatureField.Vector#ANY_LENGTH}. */
  public int length() {
    int length = 0;
    for (FeatureField field : fields) {
      if (field.length() == FeatureField.Vector.ANY_LENGTH) {
        return FeatureField.Vector.ANY_LENGTH;
      }
      length += field.length();
    }
    return length;
  }

  /** First 16 hexadecimal digits of the SHA-256 of {@link #canonical}. */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * The schema as text that is the same exactly when the features mean the same: one line a part,
   * words each preceded by their length so that no two schemas share a text.
   */
  String canonical() {
    StringBuilder text = new StringBuilder();
    line(text, List.of("schema", name, Integer.toString(version)));
    for (FeatureField field : fields) {
      line(text, words(field));
    }
    return text.toString();
  }

  private static List<String> words(FeatureField field) {
    if (field instanceof FeatureField.Numeric numeric) {
      return List.of("numeric", numeric.field(), numeric.transform().name());
    }
    if (field instanceof FeatureField.OneHot oneHot) {
      List<String> words = new ArrayList<>();
      words.addAll(List.of("one-hot", oneHot.field(), oneHot.other().name()));
      words.addAll(oneHot.values());
      return words;
    }
    return List.of("array", field.field(), Integer.toString(field.length()));
  }

  private static void line(StringBuilder text, List<String> words) {
    for (String word : words) {
      text.append(word.length()).append(':').append(word).append(' ');
    }
    text.append('\n');
  }
}
