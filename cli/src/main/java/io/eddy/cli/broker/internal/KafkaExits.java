package io.eddy.cli.broker.internal;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the broker's own code ends the process, as Kafka does on a failed start and on
 * a failed disk.
 *
 * <p>A failed start becomes an exception on the starting thread. A failure later (Kafka cannot go
 * on without its disk) still ends the process, after one line that names the folders and their free
 * space. Exit procedures are process-wide in Kafka, hence the static state; all methods are safe
 * from any thread.
 */
public final class KafkaExits {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaExits.class);
  private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();
  private static final ThreadLocal<Boolean> THROWING = ThreadLocal.withInitial(() -> false);

  static {
    Exit.setHaltProcedure(KafkaExits::end);
    Exit.setExitProcedure(KafkaExits::end);
  }

  private KafkaExits() {}

  /** Names this folder if the process has to end. */
  public static void watch(Path folder) {
    FOLDERS.add(folder);
  }

  /** Forgets a folder whose broker has stopped. */
  public static void unwatch(Path folder) {
    FOLDERS.remove(folder);
  }

  /** Runs {@code action}; where Kafka would end the process, it throws instead. */
  public static void throwingOnThisThread(Runnable action) {
    THROWING.set(true);
    try {
      action.run();
    } finally {
      THROWING.remove();
    }
  }

  private static void end(int status, @Nullable String message) {
    if (THROWING.get()) {
      throw new IllegalStateException(
          message == null ? "Kafka wanted to end the process" : message);
    }
    for (Path folder : FOLDERS) {
      LOG.error(
          "The Kafka broker in '{}' ({} free) cannot go on and ends this process; the log says why",
          folder,
          BrokerFolder.freeBytes(folder));
    }
    Runtime.getRuntime().halt(status == 0 ? 1 : status);
  }
}
