package io.eddy.jobs.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * A real Redis for the tests of a class: the official image where a Docker engine is at hand, else
 * the {@code redis-server} of this machine, else the tests are skipped with the reason printed.
 * Register as a static field. It keeps its data over {@link #stop} and {@link #start}.
 */
public final class RedisUnderTest implements BeforeAllCallback, AfterAllCallback {
  private static final String IMAGE = "redis:7.2";
  private static final int PORT = 6379;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private @Nullable GenericContainer<?> container;
  private @Nullable Process process;
  private @Nullable Path folder;
  private int port;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (dockerAnswers()) {
      container = new GenericContainer<>(IMAGE).withExposedPorts(PORT);
      container.start();
      return;
    }
    if (binary().isEmpty()) {
      String reason = "skipped: there is neither a Docker engine nor a redis-server on the PATH";
      System.err.println(context.getDisplayName() + " " + reason);
      Assumptions.abort(reason);
    }
    folder = Files.createTempDirectory("eddy-redis-under-test");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (container != null) {
      container.stop();
    }
    stop();
    if (folder != null) {
      for (File file : Objects.requireNonNull(folder.toFile().listFiles())) {
        deleteAll(file);
      }
      Files.delete(folder);
    }
  }

  /** Address, for {@code eddy.features.redis.uri}. */
  public String uri() {
    return container != null
        ? "redis://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT))
        : "redis://localhost:" + port;
  }

  /** Takes the server away, or skips the test where it is a container. */
  public void stop() {
    if (process != null) {
      process.destroyForcibly();
      process.onExit().join();
      process = null;
    }
  }

  /** Starts the server again, on the same port with the same data. */
  public void start() {
    List<String> command =
        new ArrayList<>(List.of(binary().orElseThrow().toString(), "--port", "" + port));
    command.addAll(List.of("--bind", "127.0.0.1", "--dir", String.valueOf(folder)));
    command.addAll(List.of("--save", "", "--appendonly", "yes", "--appendfsync", "always"));
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(new File(String.valueOf(folder), "redis.log"))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("redis-server").atMost(PATIENCE).until(this::answers);
  }

  /** Skips the test where the server cannot be stopped and started. */
  public void assumeRestartable() {
    Assumptions.assumeTrue(container == null, "a container would change its port");
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
      return socket.getInputStream().read() == '+';
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Path> binary() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(part -> Path.of(part, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean dockerAnswers() {
    // Looking for an engine takes seconds where there is none; its socket or address is the sign.
    boolean sign =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    return sign && DockerClientFactory.instance().isDockerAvailable();
  }

  private static void deleteAll(File file) throws IOException {
    File[] inside = file.listFiles();
    if (inside != null) {
      for (File each : inside) {
        deleteAll(each);
      }
    }
    Files.delete(file.toPath());
  }
}
