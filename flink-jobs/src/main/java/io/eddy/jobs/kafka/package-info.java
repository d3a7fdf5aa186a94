/** Kafka at the edges of the jobs: framed Avro in and out, client settings, delivery guarantees. */
@NullMarked
package io.eddy.jobs.kafka;

import org.jspecify.annotations.NullMarked;
