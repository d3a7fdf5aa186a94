package io.eddy.jobs.ripple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.memory.node.Followers;
import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.memory.node.Precision;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.amp.HaltingScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RipplesTest {
  private static final int MEMORY = 5;
  private static final int MESSAGE = 3;

  private final List<MemoryUpdate> changes = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "0, SINGLE, 1",
    "0, HALF, 2",
    "1, SINGLE, 3",
    "1, HALF, 4",
    "2, SINGLE, 5",
    "2, HALF, 6"
  })
  void toldFollowersKeepCopiesThatAreTheMemoriesThemselves(
      int waveHops, Precision precision, long seed) throws Exception {
    Random random = new Random(seed);
    var runner = runner(precision, new RippleSettings(Audience.FOLLOWERS, waveHops, 2, 0.01f), 0);
    long time = 0;
    for (int i = 0; i < 300; i++) {
      time += 1 + random.nextInt(5);
      contact(runner, "n" + random.nextInt(9), "m" + random.nextInt(4), time);

      runner
          .states()
          .forEach(
              (name, node) -> {
                Mailbox mails = node.memory().mailbox();
                for (int mail = 0; mail < mails.size(); mail++) {
                  float[] copy = new float[MEMORY];
                  mails.readMemory(mail, copy, 0);
                  assertThat(copy)
                      .as("copy of %s at %s", mails.neighbour(mail), name)
                      .containsExactly(memory(runner, mails.neighbour(mail)));
                }
              });
      assertFollowersAreThoseWhoKeepMails(runner);
    }
  }

  @Test
  void recentNeighboursAloneLeaveOldCopiesBehind() throws Exception {
    var runner = runner(Precision.SINGLE, new RippleSettings(Audience.RECENT, 0, 0, 0), 0);
    contact(runner, "leaf", "hub", 1);
    float[] then = memory(runner, "hub");
    for (int i = 0; i < 10; i++) {
      contact(runner, "other" + i, "hub", 2 + i);
    }

    float[] copy = new float[MEMORY];
    runner.state("leaf").memory().mailbox().readMemory(0, copy, 0);

    assertThat(copy).isNotEqualTo(memory(runner, "hub")).isNotEqualTo(new float[MEMORY]);
    // The hub told the leaf for as long as it kept the leaf's mail.
    assertThat(copy).isNotEqualTo(then);
  }

  @Test
  void nobodyIsToldWhereNobodyListens() throws Exception {
    var runner = runner(Precision.SINGLE, new RippleSettings(Audience.NOBODY, 0, 0, 0), 0);
    contact(runner, "a", "b", 1);
    contact(runner, "c", "b", 2);

    float[] copy = new float[MEMORY];
    runner.state("a").memory().mailbox().readMemory(0, copy, 0);

    assertThat(copy).containsOnly(0f);
    assertThat(changes).hasSize(4);
  }

  /** Each event changes its two nodes; a wave changes those up to its hops away, and no others. */
  @ParameterizedTest
  @CsvSource({"0, 2", "1, 3", "2, 4", "3, 5"})
  void aWaveChangesMemoriesAsFarAsItsHops(int waveHops, int changed) throws Exception {
    var runner = runner(Precision.SINGLE, new RippleSettings(Audience.NOBODY, waveHops, 5, 0), 0);
    contact(runner, "d", "e", 1);
    contact(runner, "c", "d", 2);
    contact(runner, "b", "c", 3);
    Map<String, float[]> before = new HashMap<>();
    runner.states().keySet().forEach(name -> before.put(name, memory(runner, name)));

    contact(runner, "a", "b", 4);

    List<String> order = List.of("a", "b", "c", "d", "e");
    for (String name : order) {
      assertThat(Arrays.equals(memory(runner, name), before.get(name)))
          .as("memory of %s is unchanged", name)
          .isEqualTo(order.indexOf(name) >= changed);
    }
    assertThat(runner.state("c").memory().updates()).isEqualTo(2);
    assertThat(runner.state("c").memory().lastUpdateMicros()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anEventCausesNoMoreThanItsBoundAndTheLeastEnergyCutsIt(long seed) throws Exception {
    RippleSettings unlimited = new RippleSettings(Audience.NOBODY, 3, 2, 0);
    RippleSettings limited = new RippleSettings(Audience.NOBODY, 3, 2, 0.45f);
    var runner = runner(Precision.SINGLE, unlimited, 0);
    int most = 0;
    Random random = new Random(seed);
    List<Contact> contacts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      contacts.add(new Contact("n" + random.nextInt(10), "m" + random.nextInt(10), i));
    }
    for (Contact contact : contacts) {
      int before = changes.size();
      runner.process(contact.src(), contact, 0);
      most = Math.max(most, changes.size() - before);
    }
    int ofOneNode = 2 + 2 * 2 + 2 * 2 * 2;
    assertThat(most).isBetween(2 + ofOneNode, 2 + 2 * ofOneNode);
    int withoutLimit = changes.size();
    changes.clear();
    var cut = runner(Precision.SINGLE, limited, 0);
    for (Contact contact : contacts) {
      cut.process(contact.src(), contact, 0);
    }
    assertThat(changes.size()).isLessThan(withoutLimit).isGreaterThan(2 * contacts.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void followersAreRightAfterEventsThatOverlapAndMessagesThatOvertake(long seed) throws Exception {
    Random random = new Random(seed);
    var runner =
        new LocalRunner<>(
            program(Precision.SINGLE, new RippleSettings(Audience.FOLLOWERS, 1, 2, 0)),
            4,
            MessageDelays.exponential(1),
            seed,
            changes::add);
    for (int i = 0; i < 300; i++) {
      Contact contact = new Contact("n" + random.nextInt(9), "m" + random.nextInt(4), i);
      runner.accept(contact.src(), contact, 0);
      for (int steps = random.nextInt(6); steps > 0; steps--) {
        runner.step();
      }
    }
    runner.drain();
    assertFollowersAreThoseWhoKeepMails(runner);
  }

  @Test
  void cellsThatDoNotFitAreRefused() {
    RippleSettings waves = new RippleSettings(Audience.RECENT, 1, 1, 0);
    assertThatThrownBy(() -> new Ripples(waves, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 hops of waves without the weights of a cell");
    assertThatThrownBy(() -> new Ripples(waves, cell(CellKind.GRU, HaltingScope.NODE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a GRU cell of scope NODE cannot change memories");
    assertThatThrownBy(() -> new Ripples(waves, cell(CellKind.LSTM, HaltingScope.WAVE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a LSTM cell of scope WAVE cannot change memories");
    NeuralNode node =
        new NeuralNode(new NeuralMemory(MemoryShape.single(MEMORY, 0, 1)), new Followers());
    Ripples deaf = new Ripples(new RippleSettings(Audience.RECENT, 0, 0, 0), null);
    assertThatThrownBy(
            () ->
                deaf.hear(
                    new Ripple.Wave("a", 1, new float[MEMORY], new float[MESSAGE]),
                    node,
                    "b",
                    1,
                    (to, ripple, energy) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a wave from node 'a' reached node 'b'");
  }

  static ContactProgram program(Precision precision, RippleSettings settings) {
    return new ContactProgram(
        new MemoryShape(MEMORY, 0, 3, precision, precision),
        settings,
        settings.waveHops() == 0 ? null : cell(CellKind.GATED, HaltingScope.WAVE));
  }

  private static AmpParameters cell(CellKind kind, HaltingScope scope) {
    return AmpParameters.seeded(kind, Halting.ITER, scope, MEMORY, MESSAGE, 1);
  }

  private LocalRunner<NeuralNode, Contact, ContactMessage, MemoryUpdate> runner(
      Precision precision, RippleSettings settings, double delay) {
    ContactProgram program = program(precision, settings);
    return new LocalRunner<>(
        program, program.maxHops(), MessageDelays.constant(delay), 1, changes::add);
  }

  private static void contact(
      LocalRunner<NeuralNode, Contact, ContactMessage, MemoryUpdate> runner,
      String src,
      String dst,
      long time)
      throws Exception {
    runner.process(src, new Contact(src, dst, time), 0);
  }

  private static float[] memory(
      LocalRunner<NeuralNode, Contact, ContactMessage, MemoryUpdate> runner, String node) {
    return runner.state(node).memory().memory();
  }

  private static void assertFollowersAreThoseWhoKeepMails(
      LocalRunner<NeuralNode, Contact, ContactMessage, MemoryUpdate> runner) {
    Map<String, List<String>> expected = new HashMap<>();
    runner
        .states()
        .forEach(
            (name, node) -> {
              Mailbox mails = node.memory().mailbox();
              for (int mail = 0; mail < mails.size(); mail++) {
                List<String> keepers =
                    expected.computeIfAbsent(mails.neighbour(mail), key -> new ArrayList<>());
                if (!keepers.contains(name)) {
                  keepers.add(name);
                }
              }
            });
    runner
        .states()
        .forEach(
            (name, node) -> {
              List<String> followers = new ArrayList<>();
              node.followers().forEach(followers::add);
              assertThat(followers)
                  .as("followers of %s", name)
                  .containsExactlyInAnyOrderElementsOf(expected.getOrDefault(name, List.of()));
            });
  }
}
