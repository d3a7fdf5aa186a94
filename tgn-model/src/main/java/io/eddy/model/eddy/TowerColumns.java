package io.eddy.model.eddy;

/**
 * The last columns of a candidate's row: q∘e_c, R products, and their sum q·e_c, where q is what
 * the source's tower gives and e_c what the card's tower gives.
 */
public final class TowerColumns {
  private TowerColumns() {}

  /** How many columns towers of so many outputs lead to. */
  public static int columns(int towerSize) {
    return towerSize + 1;
  }

  /**
   * Writes the columns of one candidate.
   *
   * @param q R numbers
   * @param cards where e_c stands, from {@code card} on
   * @param row receives the columns from {@code offset} on
   */
  public static void write(float[] q, float[] cards, int card, float[] row, int offset) {
    float sum = 0;
    for (int i = 0; i < q.length; i++) {
      float product = q[i] * cards[card + i];
      row[offset + i] = product;
      sum += product;
    }
    row[offset + q.length] = sum;
  }
}
