package io.eddy.jobs.featurestore.redis;

import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.StoreAccessException;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One connection to Redis for one piece of work, with a limited number of commands on their way.
 * One thread.
 *
 * <p>Every error of the client leaves as one of the store's.
 */
final class RedisSession implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final String server;
  private final Duration timeout;
  private final int inFlight;
  private final Deque<RedisFuture<?>> waiting = new ArrayDeque<>();

  private RedisSession(
      StatefulRedisConnection<byte[], byte[]> connection,
      String server,
      Duration timeout,
      int inFlight) {
    this.connection = connection;
    this.server = server;
    this.timeout = timeout;
    this.inFlight = inFlight;
  }

  static RedisSession open(RedisClient client, String server, Duration timeout, int inFlight) {
    for (int attempt = 1; ; attempt++) {
      try {
        return new RedisSession(client.connect(ByteArrayCodec.INSTANCE), server, timeout, inFlight);
      } catch (RedisException e) {
        FeatureStoreException error = RedisErrors.of(e, server);
        // A refused password ends the connection, and sometimes the client sees only the end.
        if (attempt == ATTEMPTS
            || error instanceof StoreAccessException
            || !(error instanceof StoreUnavailableException)) {
          throw error;
        }
      }
    }
  }

  /** Sends a command and waits for its answer. */
  <T> T ask(Function<RedisAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
    return answer(sent(command));
  }

  /** Sends a command; waits for the oldest one that is on its way when there are too many. */
  void send(Function<RedisAsyncCommands<byte[], byte[]>, ? extends RedisFuture<?>> command) {
    waiting.add(sent(command));
    if (waiting.size() >= inFlight) {
      answer(waiting.remove());
    }
  }

  /** Waits for the answers of all that was sent. */
  void drain() {
    while (!waiting.isEmpty()) {
      answer(waiting.remove());
    }
  }

  private <F extends RedisFuture<?>> F sent(
      Function<RedisAsyncCommands<byte[], byte[]>, F> command) {
    try {
      return command.apply(connection.async());
    } catch (RedisException e) {
      throw RedisErrors.of(e, server);
    }
  }

  private <T> T answer(RedisFuture<T> future) {
    try {
      return LettuceFutures.awaitOrCancel(future, timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RedisException e) {
      throw RedisErrors.of(e, server);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
