package io.eddy.cli.broker.internal;

import io.eddy.cli.broker.BrokerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks of a broker's folder, made before Kafka opens it so that each refusal names its cause. */
public final class BrokerFolder {
  static final String META_PROPERTIES = "meta.properties";
  private static final String LOCK = ".lock";

  private BrokerFolder() {}

  /**
   * Creates the folder when absent and checks that a broker can work in it.
   *
   * @throws BrokerException if it is no folder, not writable, short of space, in use, or holds
   *     something else
   */
  public static void prepare(Path folder, long minFreeBytes) {
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new BrokerException(
            "broker folder '%s' is a file: name a folder that is empty or does not exist yet"
                .formatted(folder));
      }
      Files.createDirectories(folder);
      checkContent(folder);
      checkLock(folder);
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < minFreeBytes) {
        throw new BrokerException(
            "broker folder '%s' has %s free and needs at least %s: free some space or name a folder on another disk"
                .formatted(folder, bytes(free), bytes(minFreeBytes)));
      }
      Files.delete(Files.writeString(Files.createTempFile(folder, ".probe", ".tmp"), "probe"));
    } catch (IOException e) {
      throw new BrokerException(
          "broker folder '%s' is not writable (%s; %s free): name another folder or free some space"
              .formatted(folder, e, freeBytes(folder)),
          e);
    }
  }

  /** Free bytes of the disk that a folder is on, in words; for error messages. */
  static String freeBytes(Path folder) {
    return bytes(folder.toFile().getUsableSpace());
  }

  private static void checkContent(Path folder) throws IOException {
    Path meta = folder.resolve(META_PROPERTIES);
    if (Files.exists(meta)) {
      Properties properties = new Properties();
      try (var in = Files.newInputStream(meta)) {
        properties.load(in);
      }
      String node = properties.getProperty("node.id", "absent");
      if (!node.equals(Integer.toString(SingleNode.NODE_ID))) {
        throw new BrokerException(
            "broker folder '%s' belongs to another Kafka node (node.id is %s, Eddy's is %d): name another folder"
                .formatted(folder, node, SingleNode.NODE_ID));
      }
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(entry -> !entry.getFileName().toString().equals(LOCK))
          .findFirst()
          .ifPresent(
              entry -> {
                throw new BrokerException(
                    "broker folder '%s' holds something else ('%s'): name a folder that is empty or does not exist yet"
                        .formatted(folder, entry.getFileName()));
              });
    }
  }

  private static void checkLock(Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    if (!Files.exists(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        throw locked(folder, null);
      }
    } catch (OverlappingFileLockException e) {
      throw locked(folder, e);
    }
  }

  private static BrokerException locked(Path folder, @Nullable Throwable cause) {
    return new BrokerException(
        "broker folder '%s' is in use by another broker: stop that one or name another folder"
            .formatted(folder),
        cause);
  }

  private static String bytes(long count) {
    return String.format(Locale.ROOT, "%,d bytes", count);
  }
}
