package io.eddy.ingest.internal.decode;

import io.eddy.config.Option;
import io.eddy.ingest.mapping.FeatureField;
import io.eddy.ingest.mapping.FeatureSchema;
import io.eddy.schemas.topics.DeadLetterCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the feature list of an event from the declared parts, in their order. */
final class FeatureReader {
  private final List<FeatureField> fields;
  private final int[] slots;
  private final int expectedLength;

  FeatureReader(FeatureSchema schema, FieldSlots slots) {
    this.fields = schema.fields();
    this.slots = fields.stream().mapToInt(field -> slots.of(field.field())).toArray();
    this.expectedLength = Math.max(schema.length(), 0);
  }

  /**
   * The features.
   *
   * @throws BadRecordException if one is absent, no number, not finite, or of the wrong length
   */
  List<Float> read(@Nullable Object[] values) {
    List<Float> features = new ArrayList<>(expectedLength);
    for (int i = 0; i < slots.length; i++) {
      FeatureField field = fields.get(i);
      Object value = values[slots[i]];
      if (field instanceof FeatureField.Numeric numeric) {
        numeric(numeric, value, features);
      } else if (field instanceof FeatureField.OneHot oneHot) {
        oneHot(oneHot, value, features);
      } else {
        vector(field, value, features);
      }
    }
    return features;
  }

  private static void numeric(
      FeatureField.Numeric field, @Nullable Object value, List<Float> into) {
    if (value == null) {
      throw missing(field);
    }
    double x = NumberReader.read(value, field.field());
    float feature = (float) field.transform().apply(x);
    if (!Float.isFinite(feature)) {
      throw new BadRecordException(
          DeadLetterCode.NOT_FINITE_FEATURE,
          "The feature in field '%s' is %s, which is not finite as a 32-bit number%s."
              .formatted(
                  field.field(),
                  Quote.of(value),
                  field.transform() == FeatureField.Transform.NONE
                      ? ""
                      : " after " + Option.spelled(field.transform())));
    }
    into.add(feature);
  }

  private static void oneHot(FeatureField.OneHot field, @Nullable Object value, List<Float> into) {
    boolean zeroOthers = field.other() == FeatureField.Other.ZERO;
    if (value == null && !zeroOthers) {
      throw missing(field);
    }
    boolean scalar = !(value instanceof float[] || value instanceof Wrong);
    int place = value == null || !scalar ? -1 : field.values().indexOf(value.toString());
    if (value != null && place < 0 && !(zeroOthers && scalar)) {
      throw new BadRecordException(
          DeadLetterCode.UNKNOWN_CATEGORY,
          "The category in field '%s' is %s, none of %s; declare it in the mapping, or set other: zero."
              .formatted(field.field(), Quote.of(value), String.join(", ", field.values())));
    }
    for (int i = 0; i < field.length(); i++) {
      into.add(i == place ? 1f : 0f);
    }
  }

  private static void vector(FeatureField field, @Nullable Object value, List<Float> into) {
    boolean anyLength = field.length() == FeatureField.Vector.ANY_LENGTH;
    if (value == null) {
      if (anyLength || field.length() == 0) {
        return;
      }
      throw missing(field);
    }
    if (!(value instanceof float[] numbers)) {
      throw new BadRecordException(
          DeadLetterCode.INVALID_FEATURE,
          "The features in field '%s' are %s; expected a list of numbers."
              .formatted(field.field(), Quote.of(value)));
    }
    if (!anyLength && numbers.length != field.length()) {
      throw new BadRecordException(
          DeadLetterCode.WRONG_FEATURE_LENGTH,
          "The features in field '%s' are %d numbers; %d are declared."
              .formatted(field.field(), numbers.length, field.length()));
    }
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new BadRecordException(
            DeadLetterCode.NOT_FINITE_FEATURE,
            "Element %d of the features in field '%s' is %s; expected a finite 32-bit number."
                .formatted(i, field.field(), numbers[i]));
      }
      into.add(numbers[i]);
    }
  }

  private static BadRecordException missing(FeatureField field) {
    return new BadRecordException(
        DeadLetterCode.MISSING_FEATURE,
        "A feature is missing: the field '%s' is absent or empty.".formatted(field.field()));
  }
}
