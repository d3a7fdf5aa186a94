package io.eddy.jobs.loop;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The channels of this process, by which a tail finds the head of its subtask. A head registers its
 * channel when it opens and sends the key to its tail as its first record; so the two meet without
 * knowing each other's attempt, and never meet those of another attempt.
 */
final class Channels {
  private static final ConcurrentMap<ChannelKey, Channel<?>> CHANNELS = new ConcurrentHashMap<>();

  private Channels() {}

  static void register(ChannelKey key, Channel<?> channel) {
    if (CHANNELS.putIfAbsent(key, channel) != null) {
      throw new IllegalStateException("channel %s is registered already".formatted(key));
    }
  }

  static void unregister(ChannelKey key) {
    CHANNELS.remove(key);
  }

  /** The channel, or null if its head is not in this process or has closed. */
  @SuppressWarnings("unchecked") // Head and tail of a loop are built with one type of message.
  static <M> @Nullable Channel<M> find(ChannelKey key) {
    return (Channel<M>) CHANNELS.get(key);
  }

  /** How many heads of this process are open; for tests of leaks. */
  static int open() {
    return CHANNELS.size();
  }
}
