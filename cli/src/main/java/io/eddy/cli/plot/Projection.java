package io.eddy.cli.plot;

/**
 * The two principal components of rows, found by power iteration on the covariance matrix with the
 * first component taken out for the second. Time in proportion to rows times columns squared.
 */
final class Projection {
  private static final int ITERATIONS = 200;

  private Projection() {}

  /** Each row's two coordinates; a component's sign is such that its largest weight is positive. */
  static double[][] of(float[] rows, int columns) {
    int count = rows.length / columns;
    double[] mean = new double[columns];
    for (int i = 0; i < rows.length; i++) {
      mean[i % columns] += rows[i] / (double) count;
    }
    double[][] covariance = new double[columns][columns];
    for (int row = 0; row < count; row++) {
      for (int a = 0; a < columns; a++) {
        double x = rows[row * columns + a] - mean[a];
        for (int b = 0; b < columns; b++) {
          covariance[a][b] += x * (rows[row * columns + b] - mean[b]);
        }
      }
    }
    double[] first = component(covariance);
    deflate(covariance, first);
    double[] second = component(covariance);
    double[][] places = new double[count][2];
    for (int row = 0; row < count; row++) {
      for (int c = 0; c < columns; c++) {
        double x = rows[row * columns + c] - mean[c];
        places[row][0] += x * first[c];
        places[row][1] += x * second[c];
      }
    }
    return places;
  }

  private static double[] component(double[][] covariance) {
    int columns = covariance.length;
    double[] vector = new double[columns];
    for (int c = 0; c < columns; c++) {
      // No start is orthogonal to a component by design.
      vector[c] = 1 + 0.37 * Math.sin(c + 1.0);
    }
    for (int i = 0; i < ITERATIONS; i++) {
      vector = unit(times(covariance, vector));
    }
    int largest = 0;
    for (int c = 0; c < columns; c++) {
      largest = Math.abs(vector[c]) > Math.abs(vector[largest]) ? c : largest;
    }
    double sign = vector[largest] < 0 ? -1 : 1;
    for (int c = 0; c < columns; c++) {
      vector[c] *= sign;
    }
    return vector;
  }

  private static void deflate(double[][] covariance, double[] vector) {
    double[] image = times(covariance, vector);
    double value = 0;
    for (int c = 0; c < vector.length; c++) {
      value += image[c] * vector[c];
    }
    for (int a = 0; a < vector.length; a++) {
      for (int b = 0; b < vector.length; b++) {
        covariance[a][b] -= value * vector[a] * vector[b];
      }
    }
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] image = new double[vector.length];
    for (int a = 0; a < vector.length; a++) {
      for (int b = 0; b < vector.length; b++) {
        image[a] += matrix[a][b] * vector[b];
      }
    }
    return image;
  }

  private static double[] unit(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    if (length == 0) {
      return vector;
    }
    double[] unit = new double[vector.length];
    for (int c = 0; c < unit.length; c++) {
      unit[c] = vector[c] / length;
    }
    return unit;
  }
}
