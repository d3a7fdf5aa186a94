/**
 * The Kafka Streams topology of ingest. VALIDATE decodes and checks a raw record and forwards an
 * edge or a dead letter; DEDUPLICATE drops events whose id was seen within the window. With more
 * than one raw partition the edges pass a repartition topic keyed by event id in between, so that
 * duplicates meet wherever they arrive. Each of the two counts what it did in a store of its own.
 */
@NullMarked
package io.eddy.ingest.internal.topology;

import org.jspecify.annotations.NullMarked;
