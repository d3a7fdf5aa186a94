package io.eddy.cli.bench;

import io.eddy.jobs.snapshot.SnapshotReport;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink whose reports can be read in this process, with the moment at which they came. */
final class ReportSink implements Sink<SnapshotReport>, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** Flink copies sinks, so what they write to cannot be in them. */
  private static final Map<String, List<Arrived>> LISTS = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  /** A report and when it came, milliseconds since 1970. */
  record Arrived(SnapshotReport report, long millis) {}

  ReportSink() {
    LISTS.put(id, new CopyOnWriteArrayList<>());
  }

  /** What has come so far. */
  List<Arrived> arrived() {
    return List.copyOf(Objects.requireNonNull(LISTS.get(id)));
  }

  /** Whether there is a report of a snapshot, or of a later one. */
  boolean has(long number) {
    return arrived().stream().anyMatch(arrived -> arrived.report().id() >= number);
  }

  @Override
  public SinkWriter<SnapshotReport> createWriter(WriterInitContext context) {
    return new Writer(id);
  }

  private record Writer(String id) implements SinkWriter<SnapshotReport> {
    @Override
    public void write(SnapshotReport report, Context context) {
      List<Arrived> list = LISTS.get(id);
      if (list != null) {
        list.add(new Arrived(report, System.currentTimeMillis()));
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    LISTS.remove(id);
  }
}
