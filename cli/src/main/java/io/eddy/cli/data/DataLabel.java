package io.eddy.cli.data;

import io.eddy.schemas.SubjectKind;

/**
 * Truth about an event or a node.
 *
 * @param subject id of the event or the node
 * @param kind which of the two
 * @param value 1 for fraud (or a banned user), 0 for none
 * @param knownAtMicros event time from which the label may be used, in microseconds
 */
public record DataLabel(String subject, SubjectKind kind, double value, long knownAtMicros) {}
