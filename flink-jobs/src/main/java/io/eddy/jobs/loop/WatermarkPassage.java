package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.HopMark;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes watermarks through the loop: one leaves only when nothing at or before it is still inside.
 *
 * <p>A source watermark is sent to all heads as a mark of hop 1, behind the messages that the head
 * has sent so far. When a hop's watermark rises here, all its messages up to it have arrived and,
 * once processed, all of the next hop have been sent; so a mark of the next hop follows. The
 * watermark of the highest hop goes downstream. Messages that were restored are processed before
 * any new input, hence each generation of them is ahead of the marks of its hop; marks themselves
 * need not be restored.
 *
 * <p>A head has one wave of marks under way: a newer source watermark waits until the last one has
 * left. The one that is furthest behind always leaves, so none waits for ever. Idleness travels
 * with the marks, because records may still leave the loop after the sources have become idle.
 *
 * @param <M> a message between nodes
 */
final class WatermarkPassage<M> {
  private final int me;
  private final int maxHops;
  private final HopWatermarks hops;
  private final Outbox<M> outbox;
  private final Exit exit;
  // A head alone with the short cut sends itself a mark for each hop from within the last one. They
  // queue here, so that the stack does not grow with the hops.
  private final Deque<HopMark<M>> come = new ArrayDeque<>();
  private boolean taking;
  private long source = Long.MIN_VALUE;
  private boolean sourceIdle;
  private long sent = Long.MIN_VALUE;
  private boolean sentIdle;
  private long left = Long.MIN_VALUE;
  private boolean leftIdle;

  WatermarkPassage(int me, int heads, int maxHops, Outbox<M> outbox, Exit exit) {
    this.me = me;
    this.maxHops = maxHops;
    this.hops = new HopWatermarks(maxHops, heads);
    this.outbox = outbox;
    this.exit = exit;
  }

  /** The sources have come to a watermark; nothing may wait in the head but what is later. */
  void source(long watermark) throws Exception {
    source = Math.max(source, watermark);
    send();
  }

  /** The sources have become idle or active. */
  void sourceIdle(boolean idle) throws Exception {
    sourceIdle = idle;
    if (!idle && leftIdle) {
      leftIdle = false;
      exit.idle(false);
    }
    send();
  }

  /** A mark has come; nothing may wait in the head that is covered by it. */
  void mark(HopMark<M> mark) throws Exception {
    come.add(mark);
    if (taking) {
      return;
    }
    taking = true;
    try {
      for (HopMark<M> next = come.poll(); next != null; next = come.poll()) {
        if (hops.mark(next.hop(), next.from(), next.watermark(), next.idle())) {
          pass(next.hop() + 1, hops.watermark(next.hop()), hops.idle(next.hop()));
        }
      }
    } finally {
      taking = false;
    }
  }

  /** The input has ended: lets the last source watermark go without waiting. */
  void endOfInput() throws Exception {
    sendNow();
  }

  /** The loop is empty and stays so: what has come in at all heads goes out. */
  void empty() {
    long all = maxHops == 0 ? source : hops.watermark(1);
    leave(all);
  }

  /** The newest watermark that has left; {@link Long#MIN_VALUE} before the first. */
  long left() {
    return left;
  }

  private void send() throws Exception {
    if (left >= sent) {
      sendNow();
    }
  }

  private void sendNow() throws Exception {
    if (source > sent || sourceIdle != sentIdle) {
      sent = source;
      sentIdle = sourceIdle;
      pass(1, sent, sentIdle);
    }
  }

  private void pass(int hop, long watermark, boolean idle) throws Exception {
    if (hop <= maxHops) {
      outbox.broadcast(to -> new HopMark<M>(hop, me, watermark, idle, to), this::mark);
      return;
    }
    leave(watermark);
    if (idle && sourceIdle && !leftIdle) {
      leftIdle = true;
      exit.idle(true);
    }
    send();
  }

  private void leave(long watermark) {
    if (watermark > left) {
      left = watermark;
      exit.watermark(watermark);
    }
  }

  /** Where watermarks go. */
  interface Exit {
    void watermark(long watermark);

    void idle(boolean idle);
  }
}
