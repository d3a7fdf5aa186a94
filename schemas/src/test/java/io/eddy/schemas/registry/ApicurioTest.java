package io.eddy.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.LateEvent;
import io.eddy.schemas.codec.FramedCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against Apicurio's own server, unpacked by Maven's profile {@code heavy}. */
@Tag("heavy")
class ApicurioTest {
  private static final Path UNPACKED = Path.of("target/apicurio");
  private static final Schema V1 =
      SchemaBuilder.record("R").namespace("x").fields().requiredString("a").endRecord();
  private static final Schema V2 =
      SchemaBuilder.record("R")
          .namespace("x")
          .fields()
          .requiredString("a")
          .optionalInt("b")
          .endRecord();
  private static final Schema INCOMPATIBLE =
      SchemaBuilder.record("R")
          .namespace("x")
          .fields()
          .requiredString("a")
          .requiredInt("c")
          .endRecord();

  @TempDir static Path folder;
  private static Process process;
  private static String address;

  @BeforeAll
  static void start() throws IOException {
    assertThat(UNPACKED).as("the server, unpacked by mvn -Pheavy").isDirectory();
    Path jar;
    try (Stream<Path> files = Files.list(UNPACKED)) {
      jar = files.filter(f -> f.toString().endsWith("-runner.jar")).findFirst().orElseThrow();
    }
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path log = folder.resolve("apicurio.log");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                jar.toAbsolutePath().toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    address = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest subjects = HttpRequest.newBuilder(URI.create(address + "/subjects")).build();
    await("the server answers; its output is in " + log)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .failFast("the server ended", () -> !process.isAlive())
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> client.send(subjects, BodyHandlers.discarding()).statusCode() == 200);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void aSchemaIsRegisteredOnceAndFoundByIdByAnotherClient() {
    int first = open().register("r-value", V1);
    int second = open().register("r-value", V2);

    assertThat(second).isNotEqualTo(first);
    assertThat(open().register("r-value", V1)).as("an older version keeps its id").isEqualTo(first);
    assertThat(open().register("r-value", V2)).isEqualTo(second);
    assertThat(open().byId(first)).isEqualTo(V1);
    assertThat(open().byId(second)).isEqualTo(V2);
  }

  @Test
  void compatibilityIsBackwardThoughTheServerTakesAnything() {
    SchemaRegistry registry = open();
    assertThat(registry.isCompatible("c-value", V1)).as("new subject").isTrue();
    registry.register("c-value", V1);

    assertThat(registry.isCompatible("c-value", V2)).isTrue();
    assertThat(registry.isCompatible("c-value", INCOMPATIBLE)).isFalse();
    assertThatThrownBy(() -> registry.register("c-value", INCOMPATIBLE))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("cannot read what the latest version of subject 'c-value' wrote");
  }

  @Test
  void theServersOwnRefusalIsQuoted() throws Exception {
    open().register("s-value", V1);
    HttpRequest forward =
        HttpRequest.newBuilder(URI.create(address + "/config/s-value"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"FORWARD\"}"))
            .build();
    assertThat(HttpClient.newHttpClient().send(forward, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    Schema backwardOnly = SchemaBuilder.record("R").namespace("x").fields().endRecord();

    assertThat(open().isCompatible("s-value", backwardOnly)).isFalse();
    assertThatThrownBy(() -> open().register("s-value", backwardOnly))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("refuses x.R under subject 's-value'")
        .hasMessageContaining("HTTP 4");
  }

  @Test
  void anUnknownIdIsToldApart() {
    assertThatThrownBy(() -> open().byId(999_999)).isInstanceOf(UnknownSchemaException.class);
  }

  @Test
  void aRecordThatOneClientWritesAnotherReads() {
    LateEvent late =
        LateEvent.newBuilder()
            .setEvent(
                EdgeEvent.newBuilder()
                    .setId("e")
                    .setSrc("a")
                    .setDst("b")
                    .setTime(Instant.ofEpochSecond(1))
                    .build())
            .setWatermark(Instant.ofEpochSecond(2))
            .setLatenessMicros(1_000_000)
            .setPolicy("divert")
            .build();
    byte[] bytes = new FramedCodec<>(LateEvent.class, open(), "late").encode(late);

    assertThat(new FramedCodec<>(LateEvent.class, open(), "elsewhere").decode(bytes))
        .isEqualTo(late);
  }

  private static SchemaRegistry open() {
    return SchemaRegistries.open(address);
  }
}
