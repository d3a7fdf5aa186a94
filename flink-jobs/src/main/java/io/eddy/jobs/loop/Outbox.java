package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Credit;
import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Where a head's messages and control records leave: to the subtask that owns the target, or, for
 * this subtask with the short cut on, straight to what waits here. It counts what is sent and
 * processed.
 *
 * @param <M> a message between nodes
 */
final class Outbox<M> {
  private final int me;
  private final int heads;
  private final int maxParallelism;
  private final boolean shortCut;
  private final TypeSerializer<M> payloads;
  private final WaitingMessages<M> waiting;
  private final Consumer<LoopRecord<M>> network;
  private final Credits credits;
  private long sent;
  private long received;
  private long replayed;

  /**
   * An outbox of head {@code me}.
   *
   * @param network takes records to the tails
   */
  Outbox(
      int me,
      int heads,
      int maxParallelism,
      LoopSettings settings,
      TypeSerializer<M> payloads,
      WaitingMessages<M> waiting,
      Consumer<LoopRecord<M>> network) {
    this.me = me;
    this.heads = heads;
    this.maxParallelism = maxParallelism;
    this.shortCut = settings.shortCut();
    this.payloads = payloads;
    this.waiting = waiting;
    this.network = network;
    this.credits = new Credits(heads, settings.lowWaterMark());
  }

  /** Sends a message on its way. */
  void send(String target, M payload, long time, int hop, float energy, double delay)
      throws IOException {
    sent++;
    int to = headOf(target);
    if (isShort(to)) {
      // What goes over the network is a copy, too: sender and receiver never share an object.
      M own = payloads.isImmutableType() ? payload : payloads.copy(payload);
      waiting.add(new Message<>(target, own, time, hop, energy, delay, Message.REPLAYED, to));
    } else {
      credits.sent();
      network.accept(new Message<>(target, payload, time, hop, energy, delay, me, to));
    }
  }

  /** Sends an undelayed message within this head that may be incomplete. */
  void hold(String target, M payload, long time, int hop, float energy) {
    sent++;
    waiting.hold(new Message<>(target, payload, time, hop, energy, 0, Message.REPLAYED, me));
  }

  /** Held messages, of which there must not be too many. */
  int held() {
    return waiting.held();
  }

  /** The held messages are complete now. */
  void completeHeld() throws IOException {
    waiting.completeHeld();
  }

  /** Takes a message of an earlier attempt as sent by this head; no sender waits for credit. */
  void replay(Message<M> message) throws IOException {
    sent++;
    replayed++;
    waiting.add(message.replayed());
  }

  /** A message was processed: counts it and gives its sender credit when a batch is full. */
  void processed(Message<M> message) {
    received++;
    int from = message.from();
    if (from != Message.REPLAYED) {
      int credit = credits.taken(from);
      if (credit > 0 && from == me) {
        credits.credited(credit);
      } else if (credit > 0) {
        network.accept(new Credit<>(me, credit, from));
      }
    }
  }

  /** Takes credit from a receiver. */
  void credited(Credit<M> credit) {
    credits.credited(credit.count());
  }

  /** Sends a control record to every head; this one gets it last, at once with the short cut. */
  <R extends LoopRecord<M>> void broadcast(IntFunction<R> record, ControlHandler<R> here)
      throws Exception {
    for (int to = 0; to < heads; to++) {
      if (to != me || !shortCut) {
        network.accept(record.apply(to));
      }
    }
    if (shortCut) {
      here.handle(record.apply(me));
    }
  }

  /** Whether nothing of this loop ever goes over the network. */
  boolean alone() {
    return heads == 1 && shortCut;
  }

  /** Messages sent by this head and not known to be processed. */
  long inFlight() {
    return credits.outstanding() + waiting.size();
  }

  long sent() {
    return sent;
  }

  /** Messages processed here. */
  long received() {
    return received;
  }

  /** Messages of the checkpoint's log that this head started with. */
  long replayed() {
    return replayed;
  }

  /** Whether a message to a node never leaves this head. */
  boolean staysHere(String target) {
    return isShort(headOf(target));
  }

  private int headOf(String target) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(target, maxParallelism, heads);
  }

  private boolean isShort(int to) {
    return shortCut && to == me;
  }

  /** What this head does with a control record of its own. */
  interface ControlHandler<R> {
    void handle(R record) throws Exception;
  }
}
