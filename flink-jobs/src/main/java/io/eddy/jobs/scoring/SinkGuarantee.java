package io.eddy.jobs.scoring;

import org.apache.flink.connector.base.DeliveryGuarantee;

/** How often a result is written when the job fails in between. */
public enum SinkGuarantee {
  AT_LEAST_ONCE(DeliveryGuarantee.AT_LEAST_ONCE),
  EXACTLY_ONCE(DeliveryGuarantee.EXACTLY_ONCE);

  private final DeliveryGuarantee delivery;

  SinkGuarantee(DeliveryGuarantee delivery) {
    this.delivery = delivery;
  }

  DeliveryGuarantee delivery() {
    return delivery;
  }
}
