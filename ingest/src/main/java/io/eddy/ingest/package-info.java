/**
 * Turns raw records into edges: decode by a mapping, check, deduplicate, and send what cannot be
 * taken to the dead-letter topic with the reason. {@link io.eddy.ingest.EdgeIngest} runs it, {@link
 * io.eddy.ingest.IngestOptions} configures it, {@code mapping} says how a user's record becomes an
 * edge, and {@code deadletter} lists and replays what was refused.
 *
 * <p>Everything from reading a raw record to writing its edge, its dead letter and the totals that
 * count it is one Kafka transaction, so that after a crash no record is lost, doubled or counted
 * twice.
 */
@NullMarked
package io.eddy.ingest;

import org.jspecify.annotations.NullMarked;
