package io.eddy.model.tgn.block;

/**
 * Time encodings Φ(Δt) = cos(ωΔt + φ), the angle in float32 as in {@link TimeEncoding}. The cosine
 * is a polynomial of degree 14 after the angle was brought to [−π, π] in three fused steps, within
 * 10⁻⁶ for angles up to 2·10⁷; {@link Math#cos} beyond. Short loops that the JIT compiler
 * vectorises, so there is no table. Not thread-safe.
 */
public final class TimeCodes {
  private static final float TURNS = (float) (0.5 / Math.PI);
  private static final double TURN = 2 * Math.PI;
  private static final float TURN_HIGH = (float) TURN;
  private static final float TURN_MIDDLE = (float) (TURN - TURN_HIGH);
  private static final float TURN_LOW = (float) (TURN - TURN_HIGH - TURN_MIDDLE);

  /** Adding and subtracting it rounds to an integer. */
  private static final float ROUNDER = 0x1.8p23f;

  private static final float LARGEST = 2e7f;
  private static final float C0 = 0.9999999998539628f;
  private static final float C1 = -0.4999999981614159f;
  private static final float C2 = 0.0416666628648812f;
  private static final float C3 = -0.0013888858902883904f;
  private static final float C4 = 2.480042380164369e-05f;
  private static final float C5 = -2.753273306649058e-07f;
  private static final float C6 = 2.058734591486264e-09f;
  private static final float C7 = -9.6726792409995e-12f;

  private final float[] frequencies;
  private final float[] phases;
  private final float highest;
  private final float[] angles;
  private final float[] squares;

  /** Encodings with frequencies ω and phases φ, T of each. */
  public TimeCodes(float[] frequencies, float[] phases) {
    this.frequencies = frequencies.clone();
    this.phases = phases.clone();
    this.angles = new float[phases.length];
    this.squares = new float[phases.length];
    float fastest = 0;
    float shift = 0;
    for (int i = 0; i < phases.length; i++) {
      fastest = Math.max(fastest, Math.abs(frequencies[i]));
      shift = Math.max(shift, Math.abs(phases[i]));
    }
    this.highest = (LARGEST - shift) / fastest;
  }

  /** T. */
  public int width() {
    return phases.length;
  }

  /** Writes Φ of a time of so many seconds. */
  public void write(float elapsed, float[] into, int at) {
    int count = phases.length;
    for (int i = 0; i < count; i++) {
      angles[i] = frequencies[i] * elapsed + phases[i];
    }
    if (!(Math.abs(elapsed) <= highest)) {
      for (int i = 0; i < count; i++) {
        into[at + i] = (float) Math.cos(angles[i]);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      float turns = angles[i] * TURNS + ROUNDER - ROUNDER;
      float rest = Math.fma(-turns, TURN_MIDDLE, Math.fma(-turns, TURN_HIGH, angles[i]));
      squares[i] = Math.fma(-turns, TURN_LOW, rest);
    }
    for (int i = 0; i < count; i++) {
      squares[i] = squares[i] * squares[i];
    }
    for (int i = 0; i < count; i++) {
      float y = squares[i];
      angles[i] = Math.fma(Math.fma(Math.fma(C7, y, C6), y, C5), y, C4);
    }
    for (int i = 0; i < count; i++) {
      float y = squares[i];
      into[at + i] = Math.fma(Math.fma(Math.fma(Math.fma(angles[i], y, C3), y, C2), y, C1), y, C0);
    }
  }
}
