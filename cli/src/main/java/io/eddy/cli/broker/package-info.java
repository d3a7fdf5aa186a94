/**
 * A real Kafka broker inside this process, for {@code eddy demo}, {@code eddy broker} and tests.
 *
 * <p>One KRaft node is controller and broker at once and keeps its data in one folder, so topics
 * outlive a restart. It is the same code that runs in a cluster: transactions, compaction and
 * consumer groups work. Only its settings are those of a single node.
 */
@NullMarked
package io.eddy.cli.broker;

import org.jspecify.annotations.NullMarked;
