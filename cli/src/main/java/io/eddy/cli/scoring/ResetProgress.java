package io.eddy.cli.scoring;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a job that was reset has come back to where it had stopped; as its consumer group's
 * committed offsets have it, that is as of its newest checkpoint. Use from one thread.
 */
final class ResetProgress {
  private static final Logger LOG = LoggerFactory.getLogger(ResetProgress.class);

  private final String group;
  private final ResetPlan plan;
  private final BrokerConnection broker;
  private boolean over;

  /** Of a job that has yet to start. */
  ResetProgress(Settings settings, ResetPlan plan, BrokerConnection broker) {
    this.group = settings.get(ScoringOptions.GROUP_ID);
    this.plan = plan;
    this.broker = broker;
  }

  /** Sets the group's offsets back to where the job will begin; call just before it starts. */
  void begin() {
    Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
    plan.places()
        .forEach(
            (partition, place) ->
                back.put(
                    partition,
                    new OffsetAndMetadata(
                        Objects.requireNonNull(plan.reset().starts().get(partition.partition())))));
    broker.get(broker.admin().alterConsumerGroupOffsets(group, back).all());
  }

  /** Whether it has come back since the last call; true once. */
  boolean takeOver() {
    if (over) {
      return false;
    }
    Map<TopicPartition, OffsetAndMetadata> committed;
    try {
      committed =
          broker.get(
              broker.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group));
    } catch (CommandException e) {
      // The job outlives a broker that is away for a while, and so does the question.
      LOG.warn("How far the reset has come is not known", e);
      return false;
    }
    over =
        plan.places().entrySet().stream()
            .allMatch(
                place -> {
                  OffsetAndMetadata offset = committed.get(place.getKey());
                  return offset != null && offset.offset() >= place.getValue();
                });
    return over;
  }
}
