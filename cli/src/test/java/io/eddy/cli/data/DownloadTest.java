package io.eddy.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.eddy.cli.data.DataFile.Packing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  private static final byte[] CONTENT = "1 2 10\n3 4 20\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path cache;
  private final Map<String, byte[]> files = new HashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = files.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aFileIsFetchedOnceCheckedAndReported() throws Exception {
    byte[] large = "1 2 10\n".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
    files.put("/a.txt", large);
    DataCatalog catalog = catalog("a.txt", sha256(large), Packing.AS_IS);
    List<Long> done = new ArrayList<>();

    DataSet data =
        catalog.open(
            "set",
            (bytes, total) -> {
              assertThat(total).isEqualTo(large.length);
              done.add(bytes);
            });

    assertThat(data.events()).hasSize(200_000);
    assertThat(done).isSorted().hasSizeGreaterThan(3).endsWith((long) large.length);
    assertThat(cache.resolve("set/a.txt")).hasBinaryContent(large);
    server.stop(0);
    assertThat(catalog.open("set", Progress.NONE).events()).hasSize(200_000);
  }

  @Test
  void aGzippedFileIsCheckedByItsContent() throws Exception {
    files.put("/a.txt.gz", gzip(CONTENT));
    DataCatalog catalog = catalog("a.txt.gz", sha256(CONTENT), Packing.GZIP);

    assertThat(catalog.open("set", Progress.NONE).events()).hasSize(2);
    assertThat(catalog.path("set")).contains(cache.resolve("set/a.txt.gz"));
  }

  @Test
  void anotherContentIsRefusedAndNothingIsKept() throws Exception {
    files.put("/a.txt", CONTENT);
    String expected = "0".repeat(64);

    assertThatThrownBy(() -> catalog("a.txt", expected, Packing.AS_IS).fetch("set", Progress.NONE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(address("a.txt").toString())
        .hasMessageContaining(expected)
        .hasMessageContaining(sha256(CONTENT));
    assertNothingKept();
  }

  @Test
  void anAbsentFileSaysWhatTheServerAnswered() throws IOException {
    assertThatThrownBy(() -> catalog("no.txt", "", Packing.AS_IS).fetch("set", Progress.NONE))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "cannot fetch %s: expected HTTP 200, the server answered 404"
                .formatted(address("no.txt")));
    assertNothingKept();
  }

  @Test
  void anUnreachableServerIsNamed() throws IOException {
    DataCatalog catalog = catalog("a.txt", "", Packing.AS_IS);
    server.stop(0);

    assertThatThrownBy(() -> catalog.fetch("set", Progress.NONE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot fetch http://")
        .hasMessageContaining("check the network");
    assertNothingKept();
  }

  @Test
  void bytesThatAreNoGzipAreRefused() throws IOException {
    files.put("/a.txt.gz", "<html>moved</html>".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> catalog("a.txt.gz", "00", Packing.GZIP).fetch("set", Progress.NONE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("SHA-256");
    assertNothingKept();
  }

  @Test
  void thePublicWikipediaFileBecomesTheFourColumnsWithTheKnownChecksum() throws Exception {
    DataSet shared = TestData.real("wikipedia");
    StringBuilder jodie =
        new StringBuilder(
            "user_id,item_id,timestamp,state_label,comma_separated_list_of_features\n");
    for (int i = 0; i < shared.events().size(); i++) {
      DataEvent e = shared.events().get(i);
      jodie
          .append(e.src().substring("user-".length()))
          .append(',')
          .append(Integer.parseInt(e.dst().substring("page-".length())) - 8227)
          .append(',')
          .append(e.timeMicros() / 1e6)
          .append(',')
          .append((int) shared.labels().get(i).value())
          .append(",-0.175063,-0.176678\n");
    }
    files.put("/wikipedia.csv", jodie.toString().getBytes(StandardCharsets.US_ASCII));
    DataFile known = DataCatalog.standard().entries().get(0).file();
    DataFile local =
        new DataFile(
            known.path(),
            address("wikipedia.csv"),
            known.sha256(),
            known.packing(),
            known.format());
    DataCatalog catalog =
        new DataCatalog(
            List.of(new CatalogEntry("wikipedia", "", "", local)),
            new DataFolders(List.of(), cache));

    assertSame(catalog.open("wikipedia", Progress.NONE), shared);
    Path raw = cache.resolve("raw.csv");
    Files.write(raw, files.get("/wikipedia.csv"));
    assertSame(DataFormats.wikipedia("wikipedia", raw), shared);
  }

  private static void assertSame(DataSet actual, DataSet expected) {
    Function<DataEvent, String> text =
        e -> e.id() + " " + e.src() + " " + e.dst() + " " + e.timeMicros();
    assertThat(actual.events().stream().map(text).toList())
        .isEqualTo(expected.events().stream().map(text).toList());
    assertThat(actual.labels()).isEqualTo(expected.labels());
  }

  private DataCatalog catalog(String file, String sha256, Packing packing) {
    DataFile entry = new DataFile("set/" + file, address(file), sha256, packing, DataFormats::snap);
    return new DataCatalog(
        List.of(new CatalogEntry("set", "", "", entry)), new DataFolders(List.of(), cache));
  }

  private URI address(String file) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + file);
  }

  private void assertNothingKept() throws IOException {
    try (Stream<Path> left = Files.walk(cache)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
