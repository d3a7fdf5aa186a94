package io.eddy.jobs.featurestore.redis;

import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.StoreAccessException;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.Set;

/** What an error of the Redis client means: wait and try again, or change something. */
final class RedisErrors {
  private static final Set<String> REFUSED = Set.of("WRONGPASS", "NOAUTH", "NOPERM");
  private static final Set<String> PASSING =
      Set.of("LOADING", "BUSY", "READONLY", "MASTERDOWN", "OOM", "NOREPLICAS", "MISCONF");

  private RedisErrors() {}

  /**
   * The store's exception for one of the client's.
   *
   * @param server the server without its password
   */
  static FeatureStoreException of(Throwable error, String server) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException answer) {
        return answered(answer, String.valueOf(answer.getMessage()), server);
      }
    }
    return new StoreUnavailableException(
        "Redis at %s does not answer: %s".formatted(server, rootMessage(error)), error);
  }

  private static FeatureStoreException answered(Throwable error, String answer, String server) {
    String code = answer.split(" ", 2)[0];
    if (REFUSED.contains(code) || answer.contains("AUTH")) {
      return new StoreAccessException(
          "Redis at %s refuses access: %s; check user and password in %s"
              .formatted(server, answer, FeatureStoreOptions.REDIS_URI.key()),
          error);
    }
    return PASSING.contains(code)
        ? new StoreUnavailableException(
            "Redis at %s takes nothing at present: %s".formatted(server, answer), error)
        : new FeatureStoreException("Redis at %s: %s".formatted(server, answer), error);
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
