/**
 * How the embedded broker keeps Kafka's own habits away from the process around it: the checks of
 * its folder and ports before Kafka sees them, the settings of a single node, and what happens when
 * Kafka wants to end the process.
 */
@NullMarked
package io.eddy.cli.broker.internal;

import org.jspecify.annotations.NullMarked;
