package io.eddy.model.train;

/**
 * What one epoch came to.
 *
 * @param epoch counted from 1
 * @param loss mean training loss over the epoch
 * @param validationMrr MRR on validation after it, state per event
 */
public record EpochResult(int epoch, double loss, double validationMrr) {}
