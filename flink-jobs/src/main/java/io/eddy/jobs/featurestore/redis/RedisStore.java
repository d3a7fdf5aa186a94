package io.eddy.jobs.featurestore.redis;

import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureNames;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feast's online store in Redis.
 *
 * <p>A snapshot is staged first, under keys that no reader of Feast looks at and that expire by
 * themselves; then one script makes it visible. A script runs alone in Redis, so it is at once the
 * commit (all rows or none, also for a reader in the midst of it) and the comparison of times (what
 * is as new stays, whichever process wrote it). With {@code HMGET} and {@code HSET} from here two
 * writers could both find an older value and the older of them write last; {@code WATCH} would need
 * a connection for each row on its way, and would still show the rows one by one.
 *
 * <p>The price: Redis serves nobody else while the script runs, see {@code docs/operations.md}.
 */
public final class RedisStore implements FeatureStore {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);
  static final String SCRIPT = script("publish.lua");
  private static final String STAGE = script("stage.lua");
  private static final Duration STAGED_FOR = Duration.ofHours(1);
  private static final long ALREADY_THERE = -1;
  private static final long STAGE_GONE = -2;

  private final FeatureNames names;
  private final FeastKeys keys;
  private final RedisClient client;
  private final String server;
  private final Duration timeout;
  private final Duration ttl;
  private final int batch;
  private final int inFlight;

  /** A store with the settings' names and limits; connects at each use. */
  public RedisStore(Settings settings) {
    names = FeatureNames.of(settings);
    keys = new FeastKeys(names);
    timeout = settings.get(FeatureStoreOptions.REDIS_TIMEOUT);
    ttl = settings.get(FeatureStoreOptions.TTL);
    batch = settings.get(FeatureStoreOptions.REDIS_BATCH);
    inFlight = settings.get(FeatureStoreOptions.REDIS_IN_FLIGHT);
    RedisURI uri;
    try {
      uri = RedisURI.create(settings.get(FeatureStoreOptions.REDIS_URI));
    } catch (IllegalArgumentException e) {
      // The text is not quoted: it may hold a password.
      throw new FeatureStoreException(
          "%s is no address of a Redis server; expected redis://[user:password@]host[:port][/database]"
              .formatted(FeatureStoreOptions.REDIS_URI.key()),
          e);
    }
    uri.setTimeout(timeout);
    server = uri.getHost() + ":" + uri.getPort();
    client = RedisClient.create(uri);
    client.setOptions(
        ClientOptions.builder()
            // A connection serves one piece of work; whoever calls decides when to try again.
            .autoReconnect(false)
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
            .build());
  }

  @Override
  public StoreKind kind() {
    return StoreKind.REDIS;
  }

  @Override
  public Optional<SnapshotInfo> newest() {
    try (RedisSession session = open()) {
      return newest(session);
    }
  }

  @Override
  public int publish(EmbeddingSnapshot snapshot) {
    try (RedisSession session = open()) {
      Optional<SnapshotInfo> held = newest(session);
      held.ifPresent(
          info ->
              requireSameDimension(
                  where(), info, snapshot.info().model(), snapshot.info().dimension()));
      if (held.isPresent() && held.get().id() >= snapshot.info().id()) {
        return 0;
      }
      return commit(session, snapshot.info(), stage(session, snapshot));
    }
  }

  @Override
  public Map<String, Embedding> read(Collection<String> nodes) {
    byte[] vector = keys.feature(names.embedding());
    byte[] id = keys.feature(FeatureNames.SNAPSHOT_ID);
    byte[] model = keys.feature(FeatureNames.MODEL_VERSION);
    Map<String, Embedding> found = new LinkedHashMap<>();
    try (RedisSession session = open()) {
      for (String node : nodes) {
        List<KeyValue<byte[], byte[]>> values =
            session.ask(redis -> redis.hmget(keys.entity(node), vector, id, model, keys.time()));
        if (values.stream().allMatch(KeyValue::hasValue)) {
          found.put(
              node,
              new Embedding(
                  node,
                  FeastValues.floats(values.get(0).getValue()),
                  FeastValues.int64(values.get(1).getValue()),
                  FeastValues.timestampMicros(values.get(3).getValue()),
                  FeastValues.text(values.get(2).getValue())));
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
  }

  private RedisSession open() {
    return RedisSession.open(client, server, timeout, inFlight);
  }

  private String where() {
    return "Redis at %s, project '%s', view '%s',".formatted(server, names.project(), names.view());
  }

  private byte[] recordKey() {
    return FeastKeys.utf8("eddy:snapshot:%s:%s".formatted(names.project(), names.view()));
  }

  private Optional<SnapshotInfo> newest(RedisSession session) {
    Map<byte[], byte[]> raw = session.ask(redis -> redis.hgetall(recordKey()));
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    raw.forEach((name, value) -> fields.put(text(name), text(value)));
    return Optional.of(SnapshotInfo.of(fields, where()));
  }

  /** Sends the rows to keys of their own; gives these keys, after the record's. */
  private List<byte[]> stage(RedisSession session, EmbeddingSnapshot snapshot) {
    SnapshotInfo info = snapshot.info();
    String prefix =
        "eddy:stage:%s:%s:%d:%s:"
            .formatted(names.project(), names.view(), info.id(), UUID.randomUUID());
    List<byte[]> staged = new ArrayList<>();
    staged.add(recordKey());
    for (int from = 0; from < info.nodes(); from += batch) {
      byte[] key = FeastKeys.utf8(prefix + from);
      List<byte[]> rows = new ArrayList<>();
      rows.add(number(STAGED_FOR.toMillis()));
      for (int i = from; i < Math.min(from + batch, info.nodes()); i++) {
        rows.add(keys.entity(snapshot.nodes().get(i)));
        rows.add(FeastValues.floats(snapshot.vectors(), i * info.dimension(), info.dimension()));
      }
      session.send(
          redis ->
              redis.<Long>eval(
                  STAGE,
                  ScriptOutputType.INTEGER,
                  new byte[][] {key},
                  rows.toArray(byte[][]::new)));
      staged.add(key);
    }
    session.drain();
    return staged;
  }

  private int commit(RedisSession session, SnapshotInfo info, List<byte[]> staged) {
    byte[][] values = values(info);
    List<Long> answer = session.ask(redis -> publish(redis, staged, values));
    long first = answer.get(0);
    if (first == ALREADY_THERE) {
      return 0;
    }
    if (first == STAGE_GONE) {
      throw new StoreUnavailableException(
          "Redis at %s has lost rows of %s before they were published; was it restarted?"
              .formatted(server, info),
          null);
    }
    if (answer.get(1) > 0 || answer.get(2) > 0) {
      LOG.warn(
          "{} in Redis at {}: {} nodes written, {} kept a newer value, {} keys hold something else than a hash",
          info,
          server,
          first,
          answer.get(1),
          answer.get(2));
    }
    return Math.toIntExact(first);
  }

  private static RedisFuture<List<Long>> publish(
      RedisAsyncCommands<byte[], byte[]> redis, List<byte[]> staged, byte[][] values) {
    return redis.eval(SCRIPT, ScriptOutputType.MULTI, staged.toArray(byte[][]::new), values);
  }

  private byte[][] values(SnapshotInfo info) {
    List<byte[]> values = new ArrayList<>();
    values.add(number(info.id()));
    values.add(number(info.time().getEpochSecond()));
    values.add(number(info.time().getNano()));
    values.add(number(ttl.toMillis()));
    Map<String, String> record = info.asMap();
    values.add(number(2L * record.size()));
    record.forEach(
        (name, value) -> {
          values.add(FeastKeys.utf8(name));
          values.add(FeastKeys.utf8(value));
        });
    values.add(keys.time());
    values.add(FeastValues.timestamp(info.timeMicros()));
    values.add(keys.feature(names.embedding()));
    values.add(keys.feature(FeatureNames.SNAPSHOT_ID));
    values.add(FeastValues.int64(info.id()));
    values.add(keys.feature(FeatureNames.MODEL_VERSION));
    values.add(FeastValues.text(info.model()));
    return values.toArray(byte[][]::new);
  }

  private static byte[] number(long number) {
    return FeastKeys.utf8(Long.toString(number));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String script(String name) {
    try (InputStream in = RedisStore.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not beside RedisStore in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
