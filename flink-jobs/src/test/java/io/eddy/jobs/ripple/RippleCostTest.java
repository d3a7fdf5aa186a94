package io.eddy.jobs.ripple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.MemoryShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What it costs on real streams to keep the copies in mails fresh, and how many copies that an
 * embedding would read are old; prints a line for each audience.
 */
class RippleCostTest {
  private static final int WIDTH = 2;
  private static final int MAILS = 10;

  @ParameterizedTest
  @CsvSource({
    "wikipedia/wikipedia.csv.gz, NOBODY",
    "wikipedia/wikipedia.csv.gz, RECENT",
    "wikipedia/wikipedia.csv.gz, FOLLOWERS",
    "collegemsg/CollegeMsg.txt.gz, NOBODY",
    "collegemsg/CollegeMsg.txt.gz, RECENT",
    "collegemsg/CollegeMsg.txt.gz, FOLLOWERS"
  })
  @Tag("heavy")
  void onlyFollowersHaveNoOldCopiesAndThisIsWhatItCosts(String file, Audience audience)
      throws Exception {
    List<Contact> contacts = read(file);
    ContactProgram program =
        new ContactProgram(
            MemoryShape.single(WIDTH, 0, MAILS), new RippleSettings(audience, 0, 0, 0), null);
    LocalRunner<NeuralNode, Contact, ContactMessage, MemoryUpdate> runner =
        new LocalRunner<>(program, program.maxHops(), MessageDelays.constant(0), 1, memory -> {});
    long reads = 0;
    long old = 0;
    long asked = 0;
    long messages = 0;
    long most = 0;
    for (Contact contact : contacts) {
      for (String node : List.of(contact.src(), contact.dst())) {
        NeuralNode state = runner.state(node);
        if (state != null) {
          Mailbox mails = state.memory().mailbox();
          reads += mails.size();
          old += oldCopies(mails, runner);
          asked += neighbours(mails);
        }
      }
      runner.accept(contact.src(), contact, 0);
      long delivered = runner.drain();
      messages += delivered;
      most = Math.max(most, delivered);
    }
    System.out.printf(
        "%s, %d mails, %s: %.2f messages an event, %d at most; %.2f %% of the copies read are old;"
            + " asking the neighbours instead: %.2f messages%n",
        file,
        MAILS,
        audience,
        (double) messages / contacts.size(),
        most,
        100.0 * old / reads,
        2 + 2.0 * asked / contacts.size());
    assertThat(old == 0).isEqualTo(audience == Audience.FOLLOWERS);
  }

  private static long oldCopies(
      Mailbox mails, LocalRunner<NeuralNode, Contact, ContactMessage, MemoryUpdate> runner) {
    long old = 0;
    float[] copy = new float[WIDTH];
    for (int mail = 0; mail < mails.size(); mail++) {
      mails.readMemory(mail, copy, 0);
      @Nullable NeuralNode neighbour = runner.state(mails.neighbour(mail));
      if (neighbour == null || !Arrays.equals(copy, neighbour.memory().memory())) {
        old++;
      }
    }
    return old;
  }

  private static int neighbours(Mailbox mails) {
    Set<String> distinct = new HashSet<>();
    for (int mail = 0; mail < mails.size(); mail++) {
      distinct.add(mails.neighbour(mail));
    }
    return distinct.size();
  }

  private static List<Contact> read(String name) throws IOException {
    String given = System.getenv("EDDY_DATA");
    // Surefire runs in the module's folder.
    Path folder = given == null || given.isEmpty() ? Path.of("../../shared/data") : Path.of(given);
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      String reason = "skipped: %s is not there; set EDDY_DATA to the data folder".formatted(file);
      System.out.println(reason);
      abort(reason);
    }
    boolean bipartite = name.startsWith("wikipedia");
    List<Contact> contacts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("[ ,]", -1);
        if (fields[0].equals("u") || fields[0].equals(fields[1]) && !bipartite) {
          continue;
        }
        contacts.add(
            new Contact(
                (bipartite ? "user-" : "") + fields[0],
                (bipartite ? "page-" : "") + fields[1],
                (long) (Double.parseDouble(fields[2]) * 1_000_000)));
      }
    }
    return contacts;
  }
}
