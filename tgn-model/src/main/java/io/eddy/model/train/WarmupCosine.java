package io.eddy.model.train;

/**
 * A learning rate that rises in a straight line over the first steps and then falls to 0 along half
 * a cosine.
 *
 * @param peak the highest rate
 * @param warmup steps of rising
 * @param steps steps in all
 */
record WarmupCosine(double peak, int warmup, int steps) {

  /** The rate of a step, counted from 0. */
  double at(int step) {
    int rising = Math.min(warmup, steps / 2);
    if (step < rising) {
      return peak * (step + 1) / rising;
    }
    double done = (double) (step - rising) / Math.max(1, steps - rising);
    return peak * 0.5 * (1 + Math.cos(Math.PI * done));
  }
}
