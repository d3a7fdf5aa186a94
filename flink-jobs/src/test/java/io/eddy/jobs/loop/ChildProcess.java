package io.eddy.jobs.loop;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main of the tests' classpath in a process of its own. */
final class ChildProcess {
  private ChildProcess() {}

  /** Starts it; its output goes to a file. */
  static Process start(Path output, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What Flink needs opened is open in this process.
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i).startsWith("--add-opens")) {
        command.add(own.get(i));
        if (!own.get(i).contains("=")) {
          command.add(own.get(i + 1));
        }
      }
    }
    command.addAll(options);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
