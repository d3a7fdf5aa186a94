package io.eddy.jobs.examples.cases;

import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import io.eddy.jobs.loop.program.NodeProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * A node program with input and an oracle for its results, to be run in any runner.
 *
 * @param program the program
 * @param maxHops hops that suffice
 * @param events the input, valid in any order
 * @param address the node of an event
 * @param types for running in Flink
 * @param check fails unless these are the right results, in any order
 */
public record ExampleCase<S, E, M, OUT>(
    NodeProgram<S, E, M, OUT> program,
    int maxHops,
    List<E> events,
    KeySelector<E, String> address,
    Types<S, E, M, OUT> types,
    Consumer<List<OUT>> check) {

  /** One for each kind of value. */
  public record Types<S, E, M, OUT>(
      TypeInformation<S> state,
      TypeInformation<E> event,
      TypeInformation<M> message,
      TypeInformation<OUT> result) {}

  /** Each event comes to rest before the next. */
  public void checkOneByOne(MessageDelays delays, long seed) throws Exception {
    List<OUT> results = new ArrayList<>();
    LocalRunner<S, E, M, OUT> runner =
        new LocalRunner<>(program, maxHops, delays, seed, results::add);
    for (E event : events) {
      runner.process(address.getKey(event), event, 0);
    }
    check.accept(results);
  }

  /** Events in an order of the seed's, with deliveries of earlier messages between them. */
  public void checkOverlapping(MessageDelays delays, long seed) throws Exception {
    List<OUT> results = new ArrayList<>();
    LocalRunner<S, E, M, OUT> runner =
        new LocalRunner<>(program, maxHops, delays, seed, results::add);
    Random random = new Random(seed);
    List<E> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    for (E event : shuffled) {
      runner.accept(address.getKey(event), event, 0);
      for (int steps = random.nextInt(4); steps > 0 && runner.inFlight() > 0; steps--) {
        runner.step();
      }
    }
    runner.drain();
    check.accept(results);
  }

  /** Both ways, without delays, with constant and with random ones. */
  public void checkInEveryWay(long seed) throws Exception {
    for (MessageDelays delays :
        List.of(
            MessageDelays.constant(0),
            MessageDelays.constant(1),
            MessageDelays.uniform(1),
            MessageDelays.exponential(1))) {
      checkOneByOne(delays, seed);
      checkOverlapping(delays, seed);
    }
  }
}
