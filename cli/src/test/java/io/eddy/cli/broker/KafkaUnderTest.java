package io.eddy.cli.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A Kafka broker for the tests of a class: the official image where a Docker engine is at hand,
 * else the embedded broker. Register as a static field.
 */
public final class KafkaUnderTest implements BeforeAllCallback, AfterAllCallback {
  private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.2.1");

  private @Nullable KafkaContainer container;
  private @Nullable EmbeddedBroker embedded;
  private @Nullable Path folder;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (dockerAnswers()) {
      container = new KafkaContainer(IMAGE);
      container.start();
      return;
    }
    folder = Files.createTempDirectory("eddy-kafka-under-test");
    embedded = EmbeddedBroker.start(folder);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (container != null) {
      container.stop();
    }
    if (embedded != null) {
      embedded.close();
    }
    if (folder != null) {
      delete(folder);
    }
  }

  /** Address of the broker. */
  public String bootstrapServers() {
    return container != null
        ? container.getBootstrapServers()
        : Objects.requireNonNull(embedded, "not started").bootstrapServers();
  }

  private static boolean dockerAnswers() {
    // Looking for an engine takes seconds where there is none; its socket or address is the sign.
    boolean sign =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    if (sign && DockerClientFactory.instance().isDockerAvailable()) {
      return true;
    }
    System.err.println(
        sign
            ? "Testing with the embedded broker: a Docker engine is configured but does not answer"
            : "Testing with the embedded broker: no DOCKER_HOST and no /var/run/docker.sock");
    return false;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
