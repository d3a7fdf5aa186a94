/**
 * What could not be taken, and the way back. A dead letter holds the key, value and headers of the
 * record as they came, with headers that say where it came from and what is wrong; {@link
 * io.eddy.ingest.deadletter.DeadLetters} lists them and, once the cause is mended, copies them back
 * to the topic they came from.
 */
@NullMarked
package io.eddy.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
