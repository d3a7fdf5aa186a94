package io.eddy.model.tgn.engine;

import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.WaveCell;
import io.eddy.model.tgn.WaveSettings;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The waves of one event after the other, message by message, first in, first out: the order in
 * which a job at parallelism 1 delivers them. A node that is reached reacts, and speaks to its most
 * recent neighbours, but not back, while hops and energy are left. Not thread-safe.
 */
final class WaveRun {
  /** Where the memories are. */
  interface Nodes {
    /** A node's memory in an array that is not changed afterwards. */
    float[] memory(int node);

    /** A node took in what it heard. */
    void reacted(int node, Speech heard, float[] before, float[] after);
  }

  private record Delivery(int to, int from, Speech speech) {}

  private final Mailboxes mailboxes;
  private final WaveCell cell;
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private final int[] told;

  WaveRun(WaveSettings settings, AmpParameters parameters, Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
    this.cell = new WaveCell(parameters, settings.hops(), settings.leastEnergy());
    this.told = new int[settings.fanOut()];
  }

  /**
   * A node of an event speaks.
   *
   * @param other the other node of the event, which is not told
   * @param arrived mails that arrived later than this are not there yet
   */
  void start(int node, int other, Speech speech, long arrived) {
    tell(node, other, speech, arrived);
  }

  /** Delivers messages until none is left. */
  void run(Nodes nodes, long arrived) {
    Delivery next = waiting.poll();
    while (next != null) {
      deliver(next, nodes, arrived);
      next = waiting.poll();
    }
  }

  private void deliver(Delivery delivery, Nodes nodes, long arrived) {
    Speech heard = delivery.speech();
    float[] before = nodes.memory(delivery.to());
    WaveCell.Step step = cell.take(before, heard.said(), heard.hop(), heard.energy());
    if (step == null) {
      return;
    }
    nodes.reacted(delivery.to(), heard, before, step.memory());
    if (step.goesOn()) {
      tell(
          delivery.to(),
          delivery.from(),
          Speech.ofReaction(heard, before, step.said(), step.energy()),
          arrived);
    }
  }

  private void tell(int node, int except, Speech speech, long arrived) {
    int count = 0;
    for (int age = 0; age < mailboxes.size(node) && count < told.length; age++) {
      int place = mailboxes.place(node, age);
      int neighbour = mailboxes.neighbour(place);
      if (mailboxes.arrived(place) <= arrived
          && neighbour != except
          && neighbour != node
          && isNew(neighbour, count)) {
        told[count++] = neighbour;
        waiting.add(new Delivery(neighbour, node, speech));
      }
    }
  }

  private boolean isNew(int neighbour, int count) {
    for (int i = 0; i < count; i++) {
      if (told[i] == neighbour) {
        return false;
      }
    }
    return true;
  }
}
