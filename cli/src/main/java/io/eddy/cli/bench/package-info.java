/**
 * {@code eddy bench}: speed of the whole system, measured from Kafka's append times, and of the
 * feedback loop by itself.
 */
@NullMarked
package io.eddy.cli.bench;

import org.jspecify.annotations.NullMarked;
