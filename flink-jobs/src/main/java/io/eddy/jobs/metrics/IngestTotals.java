package io.eddy.jobs.metrics;

/**
 * Running totals of one ingest task; a plain copy of the record {@code IngestStatus}.
 *
 * @param task stage and partition
 * @param recordsIn raw records read
 * @param edges records that became edges
 * @param deadLetters records sent to the dead-letter topic
 * @param duplicates records dropped as seen before
 */
public record IngestTotals(
    String task, long recordsIn, long edges, long deadLetters, long duplicates) {}
