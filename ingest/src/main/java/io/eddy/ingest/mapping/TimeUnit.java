package io.eddy.ingest.mapping;

/** How a record writes its event time: a number since 1970-01-01T00:00:00Z, or ISO-8601 text. */
public enum TimeUnit {
  S("seconds"),
  MS("milliseconds"),
  US("microseconds"),
  NS("nanoseconds"),
  ISO("ISO-8601 text with an offset");

  private final String words;

  TimeUnit(String words) {
    this.words = words;
  }

  /** The unit as it reads in a sentence. */
  public String words() {
    return words;
  }
}
