package io.eddy.cli.replay;

/**
 * What a replay sent.
 *
 * @param events raw records, all acknowledged by the broker
 * @param labels labels, all acknowledged by the broker
 * @param seconds from the first record sent to the last acknowledged
 */
public record ReplayResult(long events, long labels, double seconds) {
  /** Events a second. */
  public double eventsPerSecond() {
    return seconds == 0 ? 0 : events / seconds;
  }
}
