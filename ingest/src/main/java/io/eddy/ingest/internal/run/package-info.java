/**
 * Running the topology against a broker: what the Kafka clients are configured with, and the checks
 * before the start.
 */
@NullMarked
package io.eddy.ingest.internal.run;

import org.jspecify.annotations.NullMarked;
