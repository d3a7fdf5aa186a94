package io.eddy.jobs.featurestore.parquet;

import io.eddy.jobs.featurestore.SnapshotInfo;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of snapshots in their folders: {@code event_date=2016-03-01/snapshot-000000000562.parquet}.
 * What is being written has a name that readers of Parquet folders pass over.
 */
final class SnapshotFolder {
  private static final String DAY = "event_date=";
  private static final Pattern NAME = Pattern.compile("snapshot-(\\d{1,18})\\.parquet");
  private static final Pattern PART = Pattern.compile("\\.snapshot-.*\\.part");

  private final Path root;

  SnapshotFolder(Path root) {
    this.root = root;
  }

  /** Complete snapshots by id. */
  NavigableMap<Long, Path> complete() throws IOException {
    NavigableMap<Long, Path> files = new TreeMap<>();
    for (Path path : files()) {
      Matcher matcher = NAME.matcher(path.getFileName().toString());
      if (matcher.matches()) {
        files.put(Long.parseLong(matcher.group(1)), path);
      }
    }
    return files;
  }

  /** A new name for a file that is not complete, in the folder where it will be. */
  Path part(SnapshotInfo info) throws IOException {
    return Files.createDirectories(day(info))
        .resolve(".snapshot-%d-%s.part".formatted(info.id(), UUID.randomUUID()));
  }

  /** Gives a complete file its name, at once and for good: also when the power fails behind it. */
  void commit(Path part, SnapshotInfo info) throws IOException {
    force(part, StandardOpenOption.WRITE);
    Files.move(part, target(info), StandardCopyOption.ATOMIC_MOVE);
    if (File.separatorChar == '/') {
      // Windows cannot open folders, and keeps their changes without.
      force(day(info), StandardOpenOption.READ);
      force(root, StandardOpenOption.READ);
    }
  }

  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  /** Deletes what a process left that ended while it wrote. */
  void clean() throws IOException {
    for (Path path : files()) {
      if (PART.matcher(path.getFileName().toString()).matches()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /**
   * What is in the folders of the days. Names only: a walk would look at each file, and fail where
   * one was renamed between the two.
   */
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (DirectoryStream<Path> days = Files.newDirectoryStream(root, DAY + "*")) {
        for (Path day : days) {
          try (DirectoryStream<Path> inside = Files.newDirectoryStream(day)) {
            inside.forEach(files::add);
          }
        }
      }
    }
    return files;
  }

  private Path day(SnapshotInfo info) {
    return root.resolve(DAY + LocalDate.ofInstant(info.time(), ZoneOffset.UTC));
  }

  private Path target(SnapshotInfo info) {
    return day(info).resolve("snapshot-%012d.parquet".formatted(info.id()));
  }
}
