package io.eddy.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine a number was measured on.
 *
 * @param processor model name, or the architecture where the system does not tell
 * @param cores cores this process may use
 * @param maxHeapMiB largest heap of this process
 * @param java version of the Java runtime
 * @param os operating system
 */
record Machine(String processor, int cores, long maxHeapMiB, String java, String os) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  static Machine here() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        processorName(),
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20,
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  private static String processorName() {
    if (Files.isReadable(CPU_INFO)) {
      try (Stream<String> lines = Files.lines(CPU_INFO)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).trim())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch") + " (" + e.getMessage() + ")";
      }
    }
    return System.getProperty("os.arch");
  }
}
