package io.eddy.jobs.order;

/** What becomes of an event behind the watermark. In each case it is counted. */
public enum LatePolicy {
  /** It goes to the late topic and is not processed. */
  DIVERT,
  /** It goes to the late topic and is processed as well, with node times clamped. */
  APPLY,
  /** It is not processed and not recorded. */
  DROP
}
