/**
 * From bytes to a checked edge. A {@link io.eddy.ingest.internal.decode.RecordReader} (one a
 * format) pulls the fields that the mapping names out of the bytes into an array of plain values,
 * one slot a field, in one pass and without building a tree; {@link
 * io.eddy.ingest.internal.decode.EventDecoder} checks the values and makes the {@code EdgeEvent}. A
 * record that cannot be taken ends in a {@link io.eddy.ingest.internal.decode.BadRecordException},
 * whose message a person reads in the dead-letter topic.
 */
@NullMarked
package io.eddy.ingest.internal.decode;

import org.jspecify.annotations.NullMarked;
