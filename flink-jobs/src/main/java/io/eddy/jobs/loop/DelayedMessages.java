package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for a tick of the head's virtual clock, least (tick, order of arrival) first.
 * The clock stands still while anything undelayed is left to do and jumps to the next message's
 * tick when that message is taken.
 *
 * <p>Past the limit, all waiting objects are sorted and written to a file; taking a message merges
 * the files with the objects. Not thread-safe.
 *
 * @param <M> a message between nodes
 */
final class DelayedMessages<M> implements AutoCloseable {
  private final long limit;
  private final SpillFolder folder;
  private final Codec<LoopRecord<M>> records;
  private final Codec<Waiting<M>> codec;
  private final SizeEstimate<Waiting<M>> estimate;
  private final PriorityQueue<Waiting<M>> queue = new PriorityQueue<>();
  private final PriorityQueue<Run<M>> runs = new PriorityQueue<>();
  private double now;
  private long arrivals;
  private long spilled;

  DelayedMessages(Codec<LoopRecord<M>> records, long limit, SpillFolder folder) {
    this.records = records;
    this.codec = Waiting.codec(records);
    this.estimate = new SizeEstimate<>(codec);
    this.limit = limit;
    this.folder = folder;
  }

  /** Lets a message wait for its delay. */
  void add(Message<M> message) throws IOException {
    insert(new Waiting<>(now + message.delay(), arrivals++, message));
  }

  private void insert(Waiting<M> waiting) throws IOException {
    estimate.see(waiting);
    queue.add(waiting);
    if (queue.size() * estimate.bytes() >= limit) {
      spill();
    }
  }

  /** Takes the next message and moves the clock to its tick; null if none waits. */
  @Nullable Message<M> poll() throws IOException {
    Waiting<M> next = take();
    if (next == null) {
      return null;
    }
    now = next.tick();
    return next.message();
  }

  /** Appends the waiting messages to the log in order, each with the delay that is left of it. */
  void appendTo(OpenLog<M> log) throws IOException {
    DelayedMessages<M> copy = new DelayedMessages<>(records, limit, folder);
    for (Waiting<M> next = take(); next != null; next = take()) {
      Message<M> message = next.withDelay(next.tick() - now);
      log.append(message);
      copy.insert(next);
    }
    queue.addAll(copy.queue);
    runs.addAll(copy.runs);
    spilled = copy.spilled;
  }

  long size() {
    return queue.size() + spilled;
  }

  /** Messages in files. */
  long spilled() {
    return spilled;
  }

  @Override
  public void close() {
    runs.forEach(Run::close);
    runs.clear();
    queue.clear();
    spilled = 0;
  }

  private @Nullable Waiting<M> take() throws IOException {
    Waiting<M> inMemory = queue.peek();
    Run<M> run = runs.peek();
    if (run == null || (inMemory != null && inMemory.compareTo(run.head()) < 0)) {
      return queue.poll();
    }
    runs.remove();
    Waiting<M> next = run.head();
    spilled--;
    if (run.advance()) {
      runs.add(run);
    }
    return next;
  }

  private void spill() throws IOException {
    List<Waiting<M>> sorted = new ArrayList<>(queue);
    sorted.sort(null);
    runs.add(new Run<>(SpillFile.write(sorted, codec, folder)));
    spilled += sorted.size();
    queue.clear();
  }

  /** A sorted file and its first element. */
  private static final class Run<M> implements Comparable<Run<M>> {
    private final SpillFile<Waiting<M>> file;
    private Waiting<M> head;

    Run(SpillFile<Waiting<M>> file) throws IOException {
      this.file = file;
      this.head = file.next();
    }

    Waiting<M> head() {
      return head;
    }

    /** Whether there is another element. */
    boolean advance() throws IOException {
      if (file.remaining() == 0) {
        file.close();
        return false;
      }
      head = file.next();
      return true;
    }

    void close() {
      file.close();
    }

    @Override
    public int compareTo(Run<M> other) {
      return head.compareTo(other.head);
    }
  }
}
