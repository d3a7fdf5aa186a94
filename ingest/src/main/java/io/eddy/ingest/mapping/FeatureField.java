package io.eddy.ingest.mapping;

import java.util.List;

/** One declared part of the feature list; parts follow each other in the order of declaration. */
public sealed interface FeatureField {
  /** The field of the record that it reads. */
  String field();

  /** How many features it makes, or {@link Vector#ANY_LENGTH}. */
  int length();

  /** One number. */
  record Numeric(String field, Transform transform) implements FeatureField {
    @Override
    public int length() {
      return 1;
    }
  }

  /** A category: 1 at the place of the record's value, 0 elsewhere. */
  record OneHot(String field, List<String> values, Other other) implements FeatureField {
    @Override
    public int length() {
      return values.size();
    }
  }

  /**
   * A list of numbers. With {@link #ANY_LENGTH} a record may also leave it out; otherwise it must
   * be there with exactly this length.
   */
  record Vector(String field, int length) implements FeatureField {
    /** No fixed length. */
    public static final int ANY_LENGTH = -1;
  }

  /** What is done to a number before it becomes a feature. */
  enum Transform {
    /** x. */
    NONE,
    /** ln(1 + x); not a number below -1, which makes the record a dead letter. */
    LOG1P,
    /** sign(x) ln(1 + |x|). */
    SIGNED_LOG1P;

    /** The feature of a number. */
    public double apply(double x) {
      return switch (this) {
        case NONE -> x;
        case LOG1P -> Math.log1p(x);
        case SIGNED_LOG1P -> Math.signum(x) * Math.log1p(Math.abs(x));
      };
    }
  }

  /** What becomes of a category that is not declared, or absent. */
  enum Other {
    /** The record is a dead letter. */
    REJECT,
    /** All places are 0. */
    ZERO
  }
}
