package io.eddy.jobs.loop.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a node program in memory, in the caller's thread: for tests of a program, and for graphs
 * that need no cluster.
 *
 * <p>Messages wait in one queue on a virtual clock. The next to be delivered is the one with the
 * least (tick of sending + delay of the program + delay of the network), those of the same tick in
 * the order they were sent; the clock then stands at that tick. Without delays that is first in,
 * first out. The same program, events, delays and seed give the same run, call by call.
 *
 * <p>Events enter when {@link #accept} is called. {@link #process} lets each come to rest before
 * the next, as a loop of parallelism 1 does; {@link #accept} and {@link #step} in any order let
 * many events overlap, as a parallel loop does.
 *
 * <p>Not thread-safe. An exception of the program leaves the runner where it was during that call
 * and is not repaired: throw the runner away.
 *
 * @param <S> state of one node
 * @param <E> an event from outside, addressed to a node
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
public final class LocalRunner<S, E, M, OUT> {
  private final NodeProgram<S, E, M, OUT> program;
  private final int maxHops;
  private final MessageDelays delays;
  private final Consumer<? super OUT> results;
  private final RandomGenerator programRandom;
  private final RandomGenerator networkRandom;
  private final Map<String, S> states = new LinkedHashMap<>();
  private final PriorityQueue<Parcel<M>> inFlight = new PriorityQueue<>();
  private final List<OUT> emitted = new ArrayList<>();
  private double clock;
  private long sent;

  /**
   * A runner without nodes.
   *
   * @param maxHops highest hop a message may have, 0 or more
   * @param delays how long each message takes
   * @param seed of the program's random numbers and of random delays
   * @param results takes what the program emits, when the call is over
   */
  public LocalRunner(
      NodeProgram<S, E, M, OUT> program,
      int maxHops,
      MessageDelays delays,
      long seed,
      Consumer<? super OUT> results) {
    if (maxHops < 0) {
      throw new IllegalArgumentException("maxHops is %d; it must be 0 or more".formatted(maxHops));
    }
    this.program = program;
    this.maxHops = maxHops;
    this.delays = delays;
    this.results = results;
    SplittableRandom root = new SplittableRandom(seed);
    // Two sources: what a program draws must not depend on how its messages are delayed.
    this.programRandom = root.split();
    this.networkRandom = root.split();
  }

  /** Hands an event to its node and delivers messages until none is left. */
  public void process(String node, E event, long eventTimeMillis) throws Exception {
    accept(node, event, eventTimeMillis);
    drain();
  }

  /** Hands an event to its node; the messages it causes stay in flight. */
  public void accept(String node, E event, long eventTimeMillis) throws Exception {
    Call call = new Call(node, eventTimeMillis, 0, 1);
    program.onEvent(event, call);
    over(call);
  }

  /** Delivers the next message; false if there was none. */
  public boolean step() throws Exception {
    Parcel<M> next = inFlight.poll();
    if (next == null) {
      return false;
    }
    clock = next.due();
    Call call = new Call(next.to(), next.eventTimeMillis(), next.hop(), next.energy());
    program.onMessage(next.message(), call);
    over(call);
    return true;
  }

  private void over(Call call) throws Exception {
    call.over = true;
    if (program instanceof DeferringProgram<S, E, M, OUT> deferring) {
      deferring.complete();
    }
    emitted.forEach(results);
    emitted.clear();
  }

  /** Delivers messages until none is left; returns how many. */
  public long drain() throws Exception {
    long delivered = 0;
    while (step()) {
      delivered++;
    }
    return delivered;
  }

  /** The state of a node, null for one without. */
  public @Nullable S state(String node) {
    return states.get(node);
  }

  /** The states of all nodes that have one, in the order they first got it; read only. */
  public Map<String, S> states() {
    return Collections.unmodifiableMap(states);
  }

  /** Messages sent and not yet delivered. */
  public int inFlight() {
    return inFlight.size();
  }

  /** Where the virtual clock stands, in ticks from 0. */
  public double clock() {
    return clock;
  }

  /** The context of one call; refuses to serve once the call is over. */
  private final class Call implements NodeContext<S, M, OUT> {
    private final String node;
    private final long eventTimeMillis;
    private final int hop;
    private final float energy;
    private boolean over;

    Call(String node, long eventTimeMillis, int hop, float energy) {
      this.node = node;
      this.eventTimeMillis = eventTimeMillis;
      this.hop = hop;
      this.energy = energy;
    }

    @Override
    public String node() {
      return node;
    }

    @Override
    public @Nullable S state() {
      checkInCall();
      return states.get(node);
    }

    @Override
    public void setState(@Nullable S state) {
      checkInCall();
      if (state == null) {
        states.remove(node);
      } else {
        states.put(node, state);
      }
    }

    @Override
    public long eventTimeMillis() {
      return eventTimeMillis;
    }

    @Override
    public int hop() {
      return hop;
    }

    @Override
    public float energy() {
      return energy;
    }

    @Override
    public RandomGenerator random() {
      checkInCall();
      return programRandom;
    }

    @Override
    public void send(String to, M message, float energyLeft, double delay) {
      checkInCall();
      SendRules.check(node, hop, maxHops, energy, energyLeft, delay);
      double due = clock + delay + delays.next(networkRandom);
      inFlight.add(new Parcel<>(due, sent++, to, message, eventTimeMillis, hop + 1, energyLeft));
    }

    @Override
    public void emit(OUT result) {
      checkInCall();
      emitted.add(result);
    }

    private void checkInCall() {
      SendRules.checkInCall(!over, node, hop);
    }
  }
}
