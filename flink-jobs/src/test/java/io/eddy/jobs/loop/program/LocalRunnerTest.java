package io.eddy.jobs.loop.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRunnerTest {
  private static final MessageDelays AT_ONCE = MessageDelays.constant(0);

  private final List<String> results = new ArrayList<>();

  /** What one call does: an event or message is run as code. */
  private interface Action {
    void run(NodeContext<String, Action, String> context);
  }

  private static final class Script implements NodeProgram<String, Action, Action, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void onEvent(Action action, NodeContext<String, Action, String> context) {
      action.run(context);
    }

    @Override
    public void onMessage(Action action, NodeContext<String, Action, String> context) {
      action.run(context);
    }
  }

  private LocalRunner<String, Action, Action, String> runner(
      int maxHops, MessageDelays delays, long seed) {
    return new LocalRunner<>(new Script(), maxHops, delays, seed, results::add);
  }

  private static Action say(String what) {
    return context -> context.emit(what + "@" + context.node());
  }

  @Test
  void messagesWithoutDelayArriveInTheOrderTheyWereSent() throws Exception {
    var runner = runner(5, AT_ONCE, 1);
    Action relay = context -> context.send("c", say("second"));

    runner.process(
        "a",
        context -> {
          context.send("b", relay);
          context.send("c", say("first"));
        },
        0);

    assertThat(results).containsExactly("first@c", "second@c");
  }

  @Test
  void delaysPutMessagesInOrderOfTheirTick() throws Exception {
    var runner = runner(5, AT_ONCE, 1);
    Action fromLater = context -> context.send("d", say("two after one"), 1, 2);

    runner.process(
        "a",
        context -> {
          context.send("b", say("five"), 1, 5);
          context.send("c", fromLater, 1, 1);
          context.send("b", say("four"), 1, 4);
          context.send("b", say("now"));
        },
        0);

    assertThat(results).containsExactly("now@b", "two after one@d", "four@b", "five@b");
    assertThat(runner.clock()).isEqualTo(5);
  }

  @Test
  void constantNetworkDelayAddsToTheDelayOfTheProgram() throws Exception {
    var runner = runner(5, MessageDelays.constant(3), 1);

    runner.process("a", context -> context.send("b", say("x"), 1, 0.5), 0);

    assertThat(runner.clock()).isEqualTo(3.5);
  }

  @Test
  void hopEnergyAndEventTimeTravelWithAMessage() throws Exception {
    var runner = runner(2, AT_ONCE, 1);
    Action tell =
        context ->
            context.emit(
                "%d %s %d".formatted(context.hop(), context.energy(), context.eventTimeMillis()));
    Action relay =
        context -> {
          tell.run(context);
          context.send("c", tell);
        };

    runner.process(
        "a",
        context -> {
          tell.run(context);
          context.send("b", relay, 0.25f, 0);
        },
        77);

    assertThat(results).containsExactly("0 1.0 77", "1 0.25 77", "2 0.25 77");
  }

  @Test
  void aMessagePastTheHighestHopIsRefused() throws Exception {
    var runner = runner(2, AT_ONCE, 1);
    Action[] forever = new Action[1];
    forever[0] = context -> context.send("loop", forever[0]);

    assertThatThrownBy(() -> runner.process("loop", forever[0], 0))
        .isInstanceOf(HopLimitException.class)
        .hasMessageContaining("'loop'")
        .hasMessageContaining("hop 2");
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 0.6f, Float.NaN, Float.POSITIVE_INFINITY})
  void energyOutsideWhatTheCallHasIsRefused(float energy) throws Exception {
    var runner = runner(5, AT_ONCE, 1);
    Action spend = context -> context.send("c", say("never"), energy, 0);
    runner.accept("a", context -> context.send("b", spend, 0.5f, 0), 0);

    assertThatThrownBy(runner::drain)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("node 'b' sends energy %s of the 0.5 it has; expected 0 to that", energy);
    assertThat(results).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aDelayThatIsNoTimeIsRefused(double delay) {
    var runner = runner(5, AT_ONCE, 1);

    assertThatThrownBy(
            () -> runner.accept("a", context -> context.send("b", say("x"), 1, delay), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delay " + delay);
  }

  @Test
  void statesAreKeptForEachNodeAndForgottenOnRequest() throws Exception {
    var runner = runner(5, AT_ONCE, 1);

    runner.process("a", context -> context.setState(context.state() + "1"), 0);
    runner.process("a", context -> context.setState(context.state() + "2"), 0);
    runner.process("b", context -> context.setState("b"), 0);
    assertThat(runner.state("a")).isEqualTo("null12");
    assertThat(runner.states()).containsOnlyKeys("a", "b");

    runner.process("a", context -> context.setState(null), 0);
    assertThat(runner.states()).containsOnlyKeys("b");
  }

  @Test
  void theContextIsRefusedAfterItsCall() throws Exception {
    var runner = runner(5, AT_ONCE, 1);
    List<NodeContext<String, Action, String>> kept = new ArrayList<>();
    runner.process("a", kept::add, 0);

    assertThatThrownBy(() -> kept.get(0).emit("late"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'a'");
    assertThatThrownBy(() -> kept.get(0).send("b", say("late")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void acceptedEventsOverlapUntilTheirMessagesAreDelivered() throws Exception {
    var runner = runner(5, AT_ONCE, 1);

    runner.accept("a", context -> context.send("c", say("of a")), 0);
    runner.accept("b", say("event"), 0);
    assertThat(results).containsExactly("event@b");
    assertThat(runner.inFlight()).isEqualTo(1);

    assertThat(runner.drain()).isEqualTo(1);
    assertThat(results).containsExactly("event@b", "of a@c");
    assertThat(runner.step()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theSameSeedGivesTheSameRun(long seed) throws Exception {
    assertThat(randomRun(seed, MessageDelays.exponential(1)))
        .isEqualTo(randomRun(seed, MessageDelays.exponential(1)))
        .isNotEqualTo(randomRun(seed + 100, MessageDelays.exponential(1)));
  }

  @Test
  void randomDelaysLetMessagesOvertake() throws Exception {
    List<String> inOrder = randomRun(1, AT_ONCE);
    List<String> delayed = randomRun(1, MessageDelays.uniform(10));

    assertThat(delayed).isNotEqualTo(inOrder).containsExactlyInAnyOrderElementsOf(inOrder);
  }

  /** Messages 0..49 from one node, each saying a random number drawn when it was sent. */
  private List<String> randomRun(long seed, MessageDelays delays) throws Exception {
    results.clear();
    Action burst =
        context -> {
          for (int i = 0; i < 50; i++) {
            context.send("b", say(i + ":" + context.random().nextInt(1000)));
          }
        };
    runner(5, delays, seed).process("a", burst, 0);
    return List.copyOf(results);
  }
}
