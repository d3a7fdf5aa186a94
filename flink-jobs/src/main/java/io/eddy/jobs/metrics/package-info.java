/** Metrics under the group {@code eddy}, as they appear in Flink's dashboard and reporters. */
@NullMarked
package io.eddy.jobs.metrics;

import org.jspecify.annotations.NullMarked;
