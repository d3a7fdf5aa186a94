package io.eddy.jobs.ripple;

import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.WaveCell;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ripples of one node, for the node program that has its state: keeps mails, tells others when
 * the memory changed, and reacts to what it is told. All methods change the given node in place;
 * the caller sets it back as its state.
 *
 * <p>The order that keeps every copy right, with {@link Audience#FOLLOWERS}: a node that takes part
 * in an event first sends its answer to the other, then keeps the mail, updates its memory, and
 * calls {@link #kept} and {@link #changed}. Messages between two nodes do not overtake each other,
 * so the other keeps its mail before it hears of the change. A memory that is told may still be
 * under computation; its receivers then hear it when it is there.
 *
 * <p>Buffers are kept between calls: one instance a thread.
 */
public final class Ripples {
  private final RippleSettings settings;
  private final @Nullable WaveCell cell;

  /** Sends from the node that is being called; delivered in the order of the calls. */
  @FunctionalInterface
  public interface Sender {
    /**
     * Sends a ripple.
     *
     * @param to the receiver
     * @param energy what the receiver has left, at most what the sender had
     */
    void send(String to, Ripple ripple, float energy);
  }

  /**
   * Ripples.
   *
   * @param parameters weights of the cell with which waves change memories: of scope WAVE, without
   *     cell values; null where there are no waves
   */
  public Ripples(RippleSettings settings, @Nullable AmpParameters parameters) {
    if ((settings.waveHops() > 0) != (parameters != null)) {
      throw new IllegalArgumentException(
          "%d hops of waves %s the weights of a cell; both or neither are needed"
              .formatted(settings.waveHops(), parameters == null ? "without" : "and"));
    }
    this.settings = settings;
    this.cell =
        parameters == null
            ? null
            : new WaveCell(parameters, settings.waveHops(), settings.leastEnergy());
  }

  /**
   * The node keeps the mail of an event. The neighbour keeps one of this node, too, in the same
   * event.
   *
   * @param self the node
   * @param displaced whose mail that displaces; null where there is room
   */
  public void kept(
      NeuralNode node,
      String self,
      String neighbour,
      @Nullable String displaced,
      float energy,
      Sender out) {
    if (settings.audience() != Audience.FOLLOWERS || node.memory().mailbox().capacity() == 0) {
      return;
    }
    if (displaced != null) {
      out.send(displaced, new Ripple.Displaced(self), energy);
    }
    node.followers().follow(neighbour);
  }

  /**
   * The node forgets all its mails, which are still in its mailbox.
   *
   * @param self the node
   */
  public void left(NeuralNode node, String self, float energy, Sender out) {
    if (settings.audience() != Audience.FOLLOWERS) {
      return;
    }
    Mailbox mailbox = node.memory().mailbox();
    Ripple.Displaced displaced = new Ripple.Displaced(self);
    for (int age = mailbox.size() - 1; age >= 0; age--) {
      out.send(mailbox.neighbour(age), displaced, energy);
    }
  }

  /**
   * The node's memory was changed by an event: tells its audience, and starts a wave.
   *
   * @param self the node
   * @param memory what it is now, D values; shared, not to be changed
   * @param said what it says to its neighbours, M values; null to start no wave
   * @param except the other node of the event, which a wave from here does not go to
   */
  public void changed(
      NeuralNode node,
      String self,
      float[] memory,
      float @Nullable [] said,
      String except,
      float energy,
      Sender out) {
    tell(node, self, memory, settings.waveHops() > 0 ? said : null, 1, except, energy, energy, out);
  }

  /**
   * Takes in a ripple.
   *
   * @param self the node
   * @param energy what the ripple brings
   * @return whether the node's own memory has changed
   */
  public boolean hear(Ripple ripple, NeuralNode node, String self, float energy, Sender out) {
    Mailbox mailbox = node.memory().mailbox();
    if (ripple instanceof Ripple.Displaced displaced) {
      node.followers().unfollow(displaced.from());
      return false;
    }
    if (ripple instanceof Ripple.Refresh refresh) {
      mailbox.refresh(refresh.from(), refresh.memory());
      return false;
    }
    Ripple.Wave wave = (Ripple.Wave) ripple;
    mailbox.refresh(wave.from(), wave.memory());
    return react(wave, node, self, energy, out);
  }

  private boolean react(Ripple.Wave wave, NeuralNode node, String self, float energy, Sender out) {
    if (cell == null) {
      throw new IllegalStateException(
          "a wave from node '%s' reached node '%s', but ripples have no cell; set waveHops as the sender has it"
              .formatted(wave.from(), self));
    }
    NeuralMemory memory = node.memory();
    WaveCell.Step step = cell.take(memory.memory(), wave.said(), wave.hop(), energy);
    if (step == null) {
      return false;
    }
    memory.adjust(step.memory());
    tell(
        node,
        self,
        memory.memory(),
        step.goesOn() ? step.said() : null,
        wave.hop() + 1,
        wave.from(),
        step.energy(),
        energy,
        out);
    return true;
  }

  /** Waves to recent neighbours, and to the rest of the audience the memory alone. */
  private void tell(
      NeuralNode node,
      String self,
      float[] memory,
      float @Nullable [] said,
      int hop,
      String except,
      float waveEnergy,
      float energy,
      Sender out) {
    Mailbox mailbox = node.memory().mailbox();
    Set<String> told =
        said == null ? new HashSet<>() : mailbox.recent(settings.fanOut(), self, except);
    if (said != null) {
      Ripple.Wave wave = new Ripple.Wave(self, hop, memory, said);
      told.forEach(to -> out.send(to, wave, waveEnergy));
    }
    Ripple.Refresh refresh = new Ripple.Refresh(self, memory);
    switch (settings.audience()) {
      case NOBODY -> {}
      case RECENT -> {
        for (int i = 0; i < mailbox.size(); i++) {
          if (told.add(mailbox.neighbour(i))) {
            out.send(mailbox.neighbour(i), refresh, energy);
          }
        }
      }
      case FOLLOWERS ->
          node.followers()
              .forEach(
                  to -> {
                    if (!told.contains(to)) {
                      out.send(to, refresh, energy);
                    }
                  });
    }
  }
}
