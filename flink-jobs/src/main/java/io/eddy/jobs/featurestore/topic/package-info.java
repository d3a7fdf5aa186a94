/**
 * The compacted topic of embeddings, one Kafka transaction a snapshot: readers of committed records
 * see all of it or nothing.
 */
@NullMarked
package io.eddy.jobs.featurestore.topic;

import org.jspecify.annotations.NullMarked;
