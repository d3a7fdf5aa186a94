package io.eddy.jobs.loop;

import java.io.Serializable;

/**
 * What an operator of the loop has to know about it.
 *
 * @param uid names the loop in the job; the operators' uids start with it
 * @param maxHops the highest hop of a message
 * @param lowWaterMark messages in flight of one head at which it takes source records again
 * @param highWaterMark messages in flight of one head at which it stops taking source records
 * @param queueBytes estimated bytes of objects in one queue above which it spills
 * @param logBytes bytes of a log above which it spills
 * @param seed of the random source
 * @param shortCut whether messages within a subtask avoid the network
 * @param logging whether messages in flight are logged; off only to show that tests notice
 * @param batch how much a deferring program puts off before it completes its work
 * @param batchMillis wall-clock time after which it does
 */
record LoopSettings(
    String uid,
    int maxHops,
    long lowWaterMark,
    long highWaterMark,
    long queueBytes,
    long logBytes,
    long seed,
    boolean shortCut,
    boolean logging,
    int batch,
    long batchMillis)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
