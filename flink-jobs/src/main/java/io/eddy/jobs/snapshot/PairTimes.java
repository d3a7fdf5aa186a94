package io.eddy.jobs.snapshot;

/**
 * When the events of a row's pairs were, one element a pair.
 *
 * @param events how many events a pair has in the window
 * @param oldestMicros event time of the first of them, microseconds
 * @param newestMicros event time of the last of them
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares rows.
record PairTimes(int[] events, long[] oldestMicros, long[] newestMicros) {}
