package io.eddy.schemas.topics;

import io.eddy.config.Option;

/** Why a record was refused, as a short code that stays the same from version to version. */
public enum DeadLetterCode {
  /** A record without a value. */
  NO_VALUE,
  /** Text that is no UTF-8, or half of a surrogate pair. */
  INVALID_UTF8,
  /** No JSON object, or more than one. */
  INVALID_JSON,
  /** No single line of RFC 4180 with the declared columns. */
  INVALID_CSV,
  /** No Avro frame, or a body that does not match its schema. */
  INVALID_AVRO,
  /** An Avro schema id that the registry does not know. */
  UNKNOWN_SCHEMA,
  /** A field that is there twice. */
  DUPLICATE_FIELD,
  /** No event id, or an empty one. */
  MISSING_ID,
  /** No source, or an empty one. */
  MISSING_SRC,
  /** No destination, or an empty one. */
  MISSING_DST,
  /** No event time. */
  MISSING_TIME,
  /** A declared feature is absent. */
  MISSING_FEATURE,
  /** An id that is neither text nor a whole number. */
  INVALID_ID,
  /** An id or edge type with more characters than allowed. */
  LONG_ID,
  /** An edge type that is not text. */
  INVALID_TYPE,
  /** An event time that cannot be read in its unit. */
  INVALID_TIME,
  /** An event time before 1970. */
  TIME_TOO_EARLY,
  /** An event time further ahead of the clock than allowed. */
  TIME_TOO_FAR_AHEAD,
  /** A feature that is no number. */
  INVALID_FEATURE,
  /** A feature that is NaN or infinite as a 32-bit float, perhaps after its transform. */
  NOT_FINITE_FEATURE,
  /** A feature list of another length than declared. */
  WRONG_FEATURE_LENGTH,
  /** A category that is not declared. */
  UNKNOWN_CATEGORY,
  /** An edge from a node to itself where the policy refuses them. */
  SELF_LOOP,
  /** An edge with more bytes than the edges topic takes; its features, mostly. */
  LARGE_EDGE,
  /** A record of the edges topic that is no edge; the scoring job refused it, not ingest. */
  UNDECODABLE_EDGE;

  /** The code as it stands in the header, for example {@code missing-id}. */
  public String code() {
    return Option.spelled(this);
  }
}
