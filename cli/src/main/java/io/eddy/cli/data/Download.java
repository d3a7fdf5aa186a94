package io.eddy.cli.data;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * One download of a data file: packed as its entry says, checked by SHA-256, and put in place only
 * when it is whole and right, so that an interrupted one leaves nothing that looks like data.
 */
final class Download {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final DataFile file;
  private final Progress progress;

  Download(DataFile file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * Downloads to a path; its folder is made.
   *
   * @throws DataException if the home cannot be reached, has no such file, or sends another content
   */
  void into(Path target) {
    URI url = file.url();
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(url).timeout(ANSWER_TIMEOUT).build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != OK) {
          throw new DataException(
              "cannot fetch %s: expected HTTP 200, the server answered %d"
                  .formatted(url, response.statusCode()));
        }
        long total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        store(new Counted(body, total, progress), target);
      }
    } catch (IOException e) {
      throw new DataException(
          "cannot fetch %s to '%s': %s; check the network, or put the file there yourself"
              .formatted(url, target, reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("interrupted while fetching " + url, e);
    }
  }

  private void store(InputStream body, Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "download-", ".part");
    try {
      String actual =
          switch (file.packing()) {
            case AS_IS -> copy(body, part);
            case GZIP -> {
              copy(body, part);
              try (InputStream content = Lines.content(part)) {
                MessageDigest digest = sha256();
                content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                yield hex(digest);
              }
            }
            case JODIE -> withoutFeatures(body, part);
          };
      if (!actual.equals(file.sha256())) {
        throw new DataException(
            "%s is not the file that was expected: SHA-256 of its content should be %s and is %s; nothing was kept"
                .formatted(file.url(), file.sha256(), actual));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String copy(InputStream body, Path part) throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
      body.transferTo(out);
    }
    return hex(digest);
  }

  /** The first four columns, pages numbered on from the users, times as whole seconds. */
  private String withoutFeatures(InputStream body, Path part) throws IOException {
    MessageDigest digest = sha256();
    try (Lines lines = new Lines(file.url().toString(), body, ',');
        OutputStream out =
            new DigestOutputStream(
                new BufferedOutputStream(Files.newOutputStream(part), 1 << 16), digest)) {
      lines.next();
      out.write("u,i,ts,label\n".getBytes(StandardCharsets.US_ASCII));
      while (lines.next()) {
        lines.demand(4, "user_id,item_id,timestamp,state_label,...");
        String line =
            lines.integer(0)
                + ","
                + (lines.integer(1) + DataFormats.WIKIPEDIA_USERS)
                + ","
                + lines.micros(2) / Times.SECOND
                + ","
                + (long) lines.number(3)
                + "\n";
        out.write(line.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return hex(digest);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Counts what is read and tells. */
  private static final class Counted extends FilterInputStream {
    private static final long STEP = 1 << 18;

    private final long total;
    private final Progress progress;
    private long done;
    private long told;

    Counted(InputStream in, long total, Progress progress) {
      super(in);
      this.total = total;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? -1 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(read);
      return read;
    }

    private void count(int read) {
      if (read > 0) {
        done += read;
      }
      if (done - told >= STEP || (read < 0 && told < done)) {
        told = done;
        progress.at(done, total);
      }
    }
  }
}
