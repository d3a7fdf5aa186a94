package io.eddy.model.smpnn.train;

/**
 * What one epoch came to.
 *
 * @param epoch counted from 1
 * @param loss mean over its steps
 * @param validation the objective's measure after it
 */
public record FitEpoch(int epoch, double loss, double validation) {}
