package io.eddy.model.tgn.engine;

import io.eddy.memory.node.Precision;
import io.eddy.model.tgn.TgnSettings;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that the nodes of a stream remember: memories, mails and raw messages that wait. Not
 * thread-safe.
 */
public final class TgnState {
  private static final int INITIAL_NODES = 1024;

  private final TgnSettings settings;
  private final NodeMemories memories;
  private final Mailboxes mailboxes;
  private final @Nullable WaveMemories waves;
  private @Nullable RawMessages[] pending = new RawMessages[INITIAL_NODES];

  /** The state before the first event. */
  public TgnState(TgnSettings settings) {
    this(settings, Precision.SINGLE);
  }

  /** The state before the first event, which will keep memories and mails in a precision. */
  TgnState(TgnSettings settings, Precision precision) {
    this.settings = settings;
    this.memories = new NodeMemories(settings.memory(), settings.originMicros(), precision);
    this.mailboxes = new Mailboxes(settings, precision);
    this.waves = settings.waves() == null ? null : new WaveMemories(settings.memory());
  }

  /** The settings it is laid out for. */
  public TgnSettings settings() {
    return settings;
  }

  /** Memories as they are stored: before the raw messages that wait. */
  public NodeMemories memories() {
    return memories;
  }

  /** The mails. */
  public Mailboxes mailboxes() {
    return mailboxes;
  }

  /** What waits to be taken in of waves; null for a network without them. */
  @Nullable WaveMemories waves() {
    return waves;
  }

  /** What a node has heard of waves that waits to be taken in, or null where nothing does. */
  WaveMemories.@Nullable Heard heard(int node) {
    return waves == null ? null : waves.heard(node);
  }

  /** The raw messages of a node that wait, or null where none do. */
  @Nullable RawMessages waiting(int node) {
    RawMessages messages = node < pending.length ? pending[node] : null;
    return messages == null || messages.count() == 0 ? null : messages;
  }

  /** Seconds from a node's last message, taken in or waiting, to a time; 0 if that lies before. */
  float sinceLastMessage(int node, long timeMicros) {
    RawMessages messages = waiting(node);
    return messages == null
        ? memories.sinceUpdate(node, timeMicros)
        : NodeMemories.seconds(Math.max(0, timeMicros - messages.newestMicros()));
  }

  /** Puts a memory that took in all that waited for its node, which then waits no more. */
  void takeIn(int node, float[] values, int offset) {
    RawMessages messages = waiting(node);
    if (messages != null) {
      memories.put(node, values, offset, messages.newestMicros());
      messages.clear();
    } else if (heard(node) != null) {
      memories.adjust(node, values, offset);
    }
    if (waves != null && heard(node) != null) {
      waves.put(node, Arrays.copyOfRange(values, offset, offset + settings.memory()));
    }
  }

  /**
   * Takes in an event's raw messages at both ends and writes the memories of its two mails. The
   * memories are those of before the event.
   *
   * @param sourceMail the source's mails with this one, {@link Mailboxes#add}
   * @param destinationMail the destination's
   */
  void store(EdgeColumns events, int index, int sourceMail, int destinationMail) {
    int src = events.src()[index];
    int dst = events.dst()[index];
    mailboxes.close(src, sourceMail, memories);
    mailboxes.close(dst, destinationMail, memories);
    store(src, dst, events, index);
    store(dst, src, events, index);
  }

  private void store(int node, int other, EdgeColumns events, int index) {
    long time = events.timesMicros()[index];
    messages(node)
        .add(
            other,
            memories,
            memories.sinceUpdate(node, time),
            time,
            events.features(),
            index * events.featureCount());
  }

  private RawMessages messages(int node) {
    if (node >= pending.length) {
      pending = Arrays.copyOf(pending, Math.max(node + 1, 2 * pending.length));
    }
    RawMessages messages = pending[node];
    if (messages == null) {
      messages =
          new RawMessages(
              settings.memory(),
              settings.edgeFeatures(),
              settings.aggregator() == TgnSettings.Aggregator.LAST);
      pending[node] = messages;
    }
    return messages;
  }
}
