package io.eddy.cli.memory;

import io.eddy.schemas.NodeMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A node's memory as {@code eddy memory show --json} prints it.
 *
 * @param node the node
 * @param model name and version of the model that wrote the memory
 * @param updates how many messages have changed it
 * @param time event time of the last event that changed it, ISO-8601
 * @param ageSeconds how long before {@code asOf} that was
 * @param asOf event time from which ages count: the newest on the memory topic
 * @param norm Euclidean length of the memory
 * @param vector the memory
 * @param mails the node's last mails, newest first
 */
public record MemoryReport(
    String node,
    String model,
    long updates,
    String time,
    double ageSeconds,
    String asOf,
    double norm,
    List<Float> vector,
    List<Mail> mails) {

  /**
   * One mail.
   *
   * @param neighbour the other node of the event
   * @param time event time, ISO-8601
   * @param ageSeconds how long before {@code asOf} that was
   */
  public record Mail(String neighbour, String time, double ageSeconds) {}

  static MemoryReport of(NodeMemory memory, Instant asOf) {
    return new MemoryReport(
        memory.getNode(),
        memory.getModelVersion(),
        memory.getUpdates(),
        memory.getTime().toString(),
        seconds(memory.getTime(), asOf),
        asOf.toString(),
        Math.sqrt(memory.getVector().stream().mapToDouble(x -> (double) x * x).sum()),
        memory.getVector(),
        memory.getMails().stream()
            .map(
                mail ->
                    new Mail(
                        mail.getNeighbour(),
                        mail.getTime().toString(),
                        seconds(mail.getTime(), asOf)))
            .toList());
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
