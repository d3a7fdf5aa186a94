package io.eddy.jobs.memory;

/**
 * Whom a mail is from and when it came to be.
 *
 * @param neighbour the other node of the event
 * @param timeMicros event time, microseconds
 */
public record MailHead(String neighbour, long timeMicros) {}
