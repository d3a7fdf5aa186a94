package io.eddy.jobs.loop.program;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A context written by hand: the test sets what the node sees and reads what it did. */
public final class FakeContext<S, M, OUT> implements NodeContext<S, M, OUT> {
  /** One call of {@code send}. */
  public record Sent<M>(String to, M message, float energy, double delay) {}

  private final String node;
  private final RandomGenerator random = new SplittableRandom(1);
  private final List<Sent<M>> sent = new ArrayList<>();
  private final List<OUT> results = new ArrayList<>();
  private S state;

  public FakeContext(String node, S state) {
    this.node = node;
    this.state = state;
  }

  public List<Sent<M>> sent() {
    return sent;
  }

  public List<OUT> results() {
    return results;
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public S state() {
    return state;
  }

  @Override
  public void setState(S state) {
    this.state = state;
  }

  @Override
  public long eventTimeMillis() {
    return 0;
  }

  @Override
  public int hop() {
    return 0;
  }

  @Override
  public float energy() {
    return 1;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public void send(String to, M message, float energy, double delay) {
    sent.add(new Sent<>(to, message, energy, delay));
  }

  @Override
  public void emit(OUT result) {
    results.add(result);
  }
}
