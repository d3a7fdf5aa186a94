package io.eddy.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.LateEvent;
import io.eddy.schemas.codec.FramedCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSchemaRegistryTest {
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

  private FakeRegistryServer server;
  private SchemaRegistry registry;

  @BeforeEach
  void start() throws IOException {
    server = new FakeRegistryServer();
    registry = SchemaRegistries.open(server.address() + "/");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSchemaIsRegisteredOnceAndFoundById() {
    int id = registry.register("t-value", V1);

    assertThat(registry.register("t-value", V1)).isEqualTo(id);
    assertThat(server.requests)
        .containsExactly(
            "POST /api/subjects/t-value",
            "GET /api/subjects/t-value/versions/latest",
            "POST /api/subjects/t-value/versions");
    SchemaRegistry other = SchemaRegistries.open(server.address().toString());
    assertThat(other.register("t-value", V1)).isEqualTo(id);
    server.requests.clear();
    assertThat(other.byId(id)).isEqualTo(V1);
    assertThat(other.byId(id)).isEqualTo(V1);
    assertThat(server.requests).containsExactly("GET /api/schemas/ids/" + id);
  }

  @Test
  void anOlderVersionThatIsThereKeepsItsId() {
    int id = registry.register("t-value", V1);
    assertThat(registry.register("t-value", V2)).isNotEqualTo(id);

    SchemaRegistry older = SchemaRegistries.open(server.address().toString());
    assertThat(older.register("t-value", V1)).isEqualTo(id);
  }

  @Test
  void namedTypesAreSentWrittenOutAndWithoutJavasProperties() {
    registry.register("t-value", LateEvent.getClassSchema());

    assertThat(server.schemas).hasSize(1);
    assertThat(server.schemas.get(0)).doesNotContain("avro.java.string");
    assertThat(new Schema.Parser().parse(server.schemas.get(0)).getField("event").schema())
        .isEqualTo(PlainSchemas.plain(EdgeEvent.getClassSchema()));
  }

  @Test
  void whatOneProcessWritesAnotherReads() {
    EdgeEvent event =
        EdgeEvent.newBuilder()
            .setId("e")
            .setSrc("a")
            .setDst("b")
            .setTime(Instant.ofEpochSecond(1))
            .build();
    LateEvent late =
        LateEvent.newBuilder()
            .setEvent(event)
            .setWatermark(Instant.ofEpochSecond(2))
            .setLatenessMicros(1_000_000)
            .setPolicy("divert")
            .build();
    registry.register("other-value", V1);
    byte[] bytes = new FramedCodec<>(LateEvent.class, registry, "t").encode(late);

    assertThat(bytes[4]).isEqualTo((byte) 2);
    SchemaRegistry reader = SchemaRegistries.open(server.address().toString());
    reader.register("x-value", V2);
    assertThat(new FramedCodec<>(LateEvent.class, reader, "elsewhere").decode(bytes))
        .isEqualTo(late);
  }

  @Test
  void compatibilityIsBackward() {
    assertThat(registry.isCompatible("t-value", V1)).as("new subject").isTrue();
    registry.register("t-value", V1);

    assertThat(registry.isCompatible("t-value", V2)).isTrue();
    assertThat(registry.isCompatible("t-value", INCOMPATIBLE)).isFalse();
  }

  @Test
  void anIncompatibleSchemaIsNotRegisteredEvenWhereTheServerWouldTakeIt() {
    registry.register("t-value", V1);
    server.backward = false;

    assertThat(registry.isCompatible("t-value", INCOMPATIBLE)).isFalse();
    assertThatThrownBy(() -> registry.register("t-value", INCOMPATIBLE))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining(server.address().toString())
        .hasMessageContaining("x.R cannot read what the latest version of subject 't-value' wrote");
    assertThat(server.schemas).hasSize(1);
  }

  @Test
  void anUnknownIdIsToldApartFromOtherFailures() {
    assertThatThrownBy(() -> registry.byId(999))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("has no schema with id 999")
        .hasMessageContaining("40403");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {\"error_code\":50001}      | answered HTTP 500: {\"error_code\":50001}",
        "401 | Unauthorized                | answered HTTP 401: Unauthorized",
        "200 | <html>hello</html>          | answers no JSON",
        "200 | []                          | answers no JSON object",
        "200 | {}                          | answers without a schema",
        "200 | {\"schema\":\"{\\\"type\\\":\\\"Unknown\\\"}\"} | that is no Avro by itself",
      })
  void anUnexpectedAnswerIsQuotedWithTheRequest(int status, String body, String problem)
      throws IOException {
    HttpServer strange = serverThatSays(status, body);
    try {
      SchemaRegistry asked = SchemaRegistries.open(address(strange).toString());
      assertThatThrownBy(() -> asked.byId(1))
          .isInstanceOf(SchemaRegistryException.class)
          .isNotInstanceOf(UnknownSchemaException.class)
          .hasMessageContaining("schema registry " + address(strange))
          .hasMessageContaining("GET /schemas/ids/1")
          .hasMessageContaining(problem);
    } finally {
      strange.stop(0);
    }
  }

  @Test
  void anAbsentServerIsTriedAFewTimesWithGrowingPauses() throws IOException {
    URI nowhere;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = URI.create("http://localhost:" + socket.getLocalPort());
    }
    List<Duration> pauses = new ArrayList<>();
    SchemaRegistry absent =
        new HttpSchemaRegistry(new RegistryHttp(nowhere, Duration.ofSeconds(5), pauses::add));

    assertThatThrownBy(() -> absent.byId(1))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining(nowhere + " cannot be reached after 4 attempts (GET /schemas/ids/1)")
        .hasMessageContaining("is it running, and is eddy.registry its address?");
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(1000));
  }

  @Test
  void aServerThatComesUpBetweenAttemptsIsUsed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    List<HttpServer> started = new ArrayList<>();
    SchemaRegistry late =
        new HttpSchemaRegistry(
            new RegistryHttp(
                URI.create("http://localhost:" + port),
                Duration.ofSeconds(5),
                pause -> {
                  try {
                    started.add(serverThatSays(port, 200, "{\"schema\":\"\\\"string\\\"\"}"));
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                }));
    try {
      assertThat(late.byId(1)).isEqualTo(Schema.create(Schema.Type.STRING));
      assertThat(started).hasSize(1);
    } finally {
      started.forEach(s -> s.stop(0));
    }
  }

  @Test
  void aSilentServerTimesOut() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    HttpServer silent =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    silent.createContext(
        "/",
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    silent.start();
    try {
      SchemaRegistry asked =
          new HttpSchemaRegistry(
              new RegistryHttp(address(silent), Duration.ofMillis(50), pause -> {}));
      assertThatThrownBy(() -> asked.byId(1))
          .isInstanceOf(SchemaRegistryException.class)
          .hasMessageContaining("timed out");
    } finally {
      end.countDown();
      silent.stop(0);
    }
  }

  private static HttpServer serverThatSays(int status, String body) throws IOException {
    return serverThatSays(0, status, body);
  }

  private static HttpServer serverThatSays(int port, int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static URI address(HttpServer server) {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }
}
