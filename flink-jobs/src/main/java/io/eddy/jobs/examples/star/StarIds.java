package io.eddy.jobs.examples.star;

import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the leaves of a star unique ids by random message delays (Faber and Wattenhofer, arXiv
 * 2205.12245, lemma 4.2, which says that AMP can; the way is this program's own).
 *
 * <p>In each round the center sends two messages, heads and tails, alike to all leaves, each with a
 * delay of its own. A leaf appends a 1 to its coins if heads reached it first, else a 0, and sends
 * its coins back. When all have answered, the center names the coin sequences that came more than
 * once, with the first messages of the next round: a leaf whose coins are not among them is done,
 * and the others toss again. With no clash left, one last message tells the rest.
 *
 * <p>The ids are unique for certain: leaves that stay in have coins of the same length and are
 * split when they differ, and whoever is out has coins that are shorter and that nobody else had.
 * That it ends has probability 1: any two of n leaves stay alike for r rounds with probability 2⁻ʳ,
 * so the chance to need more than r rounds is below n²/2ʳ⁺¹. Without random delays it never ends:
 * every leaf tosses the same, which the hop limit reports.
 *
 * <p>Nobody's name decides anything: the program compares coins only, and uses names to address. A
 * round takes two hops.
 */
public final class StarIds implements NodeProgram<StarState, Star, StarMessage, UniqueId> {
  private static final long serialVersionUID = 1L;

  private final double maxDelay;

  /**
   * The program.
   *
   * @param maxDelay delays are uniform between 0 and this, in ticks; 0 for none
   */
  public StarIds(double maxDelay) {
    if (!(maxDelay >= 0 && maxDelay < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "maxDelay is %s ticks; it must be 0 or more and finite".formatted(maxDelay));
    }
    this.maxDelay = maxDelay;
  }

  @Override
  public void onEvent(Star star, NodeContext<StarState, StarMessage, UniqueId> context) {
    context.emit(new UniqueId(context.node(), UniqueId.CENTER));
    context.setState(new StarState.Center(star.leaves(), star.leaves().size(), List.of()));
    // All leaves have the empty sequence, so all of them clash.
    toss(star.leaves(), List.of(""), context);
  }

  @Override
  public void onMessage(
      StarMessage message, NodeContext<StarState, StarMessage, UniqueId> context) {
    StarState state = context.state();
    if (message instanceof StarMessage.Toss toss) {
      StarState.Leaf leaf = state instanceof StarState.Leaf known ? known : StarState.Leaf.NEW;
      if (!leaf.done()) {
        context.setState(caught(toss, leaf, context));
      }
    } else if (message instanceof StarMessage.Claim claim
        && state instanceof StarState.Center center) {
      context.setState(claimed(claim, center, context));
    } else {
      throw new IllegalStateException(
          "node '%s' got %s but is no center of a star".formatted(context.node(), message));
    }
  }

  private static StarState.Leaf caught(
      StarMessage.Toss toss,
      StarState.Leaf leaf,
      NodeContext<StarState, StarMessage, UniqueId> context) {
    if (leaf.tossing()) {
      context.send(toss.center(), new StarMessage.Claim(leaf.coins()));
      return new StarState.Leaf(leaf.coins(), false, false);
    }
    if (toss.clashing().contains(leaf.coins())) {
      return new StarState.Leaf(leaf.coins() + (toss.heads() ? '1' : '0'), true, false);
    }
    context.emit(new UniqueId(context.node(), leaf.coins()));
    return new StarState.Leaf(leaf.coins(), false, true);
  }

  private StarState.Center claimed(
      StarMessage.Claim claim,
      StarState.Center center,
      NodeContext<StarState, StarMessage, UniqueId> context) {
    List<String> claims = new ArrayList<>(center.claims());
    claims.add(claim.coins());
    if (claims.size() < center.awaited()) {
      return new StarState.Center(
          center.leaves(), center.awaited(), Collections.unmodifiableList(claims));
    }
    Map<String, Integer> holders = new HashMap<>();
    claims.forEach(coins -> holders.merge(coins, 1, Integer::sum));
    holders.values().removeIf(count -> count == 1);
    List<String> clashing = holders.keySet().stream().sorted().toList();
    toss(center.leaves(), clashing, context);
    int awaited = holders.values().stream().mapToInt(Integer::intValue).sum();
    return new StarState.Center(center.leaves(), awaited, List.of());
  }

  private void toss(
      List<String> leaves,
      List<String> clashing,
      NodeContext<StarState, StarMessage, UniqueId> context) {
    for (String leaf : leaves) {
      send(leaf, true, clashing, context);
      if (!clashing.isEmpty()) {
        send(leaf, false, clashing, context);
      }
    }
  }

  private void send(
      String leaf,
      boolean heads,
      List<String> clashing,
      NodeContext<StarState, StarMessage, UniqueId> context) {
    context.send(
        leaf,
        new StarMessage.Toss(context.node(), heads, clashing),
        context.energy(),
        context.random().nextDouble() * maxDelay);
  }
}
