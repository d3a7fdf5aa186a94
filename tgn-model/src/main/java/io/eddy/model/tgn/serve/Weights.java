package io.eddy.model.tgn.serve;

import io.eddy.model.dense.DenseRows;
import io.eddy.model.tensor.NamedArrays;
import java.util.Arrays;

/** Named parameters as matrices in double precision, to be folded into each other before use. */
final class Weights {
  private final NamedArrays arrays;

  Weights(NamedArrays arrays) {
    this.arrays = arrays;
  }

  /** A vector. */
  double[] vector(String name) {
    float[] values = values(name).values();
    double[] vector = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      vector[i] = values[i];
    }
    return vector;
  }

  /** A vector as it is. */
  float[] floats(String name) {
    return values(name).values().clone();
  }

  /** A matrix, rows × columns. */
  double[][] matrix(String name) {
    NamedArrays.Values values = values(name);
    int columns = values.shape()[1];
    double[][] matrix = new double[values.shape()[0]][columns];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < columns; j++) {
        matrix[i][j] = values.values()[i * columns + j];
      }
    }
    return matrix;
  }

  /** The layer {@code name} with its weight and bias. */
  DenseRows dense(String name) {
    return DenseRows.of(matrix(name + ".weight"), vector(name + ".bias"));
  }

  /** Some columns of a matrix. */
  static double[][] columns(double[][] matrix, int from, int to) {
    double[][] part = new double[matrix.length][];
    for (int i = 0; i < matrix.length; i++) {
      part[i] = Arrays.copyOfRange(matrix[i], from, to);
    }
    return part;
  }

  static double[][] transposed(double[][] matrix) {
    double[][] result = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < result.length; j++) {
        result[j][i] = matrix[i][j];
      }
    }
    return result;
  }

  static double[][] product(double[][] a, double[][] b) {
    double[][] result = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        double factor = a[i][k];
        for (int j = 0; j < b[k].length; j++) {
          result[i][j] += factor * b[k][j];
        }
      }
    }
    return result;
  }

  /** matrix · vector + addend. */
  static double[] image(double[][] matrix, double[] vector, double[] addend) {
    double[] result = addend.clone();
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        result[i] += matrix[i][j] * vector[j];
      }
    }
    return result;
  }

  private NamedArrays.Values values(String name) {
    NamedArrays.Values values = arrays.arrays().get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "the network has no parameter '%s'; it has %s".formatted(name, arrays.arrays().keySet()));
    }
    return values;
  }
}
