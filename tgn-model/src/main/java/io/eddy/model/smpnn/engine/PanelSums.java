package io.eddy.model.smpnn.engine;

import io.eddy.model.dense.DenseRows;
import io.eddy.model.smpnn.graph.CsrGraph;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums by the Vector API. Up to eight vectors of sums stay in registers while the entries are
 * walked, so beside the rows nothing is read but columns and weights, and nothing is written before
 * the end; reads of different rows do not wait for each other, and the processor keeps as many of
 * them under way as it can.
 */
final class PanelSums extends RowSums {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() <= DenseRows.LANES
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;
  private static final int WIDTH = SPECIES.length();

  private final IntBuffer columns;
  private final FloatBuffer weights;
  private final NodeRows rows;
  private final float[] x;

  PanelSums(CsrGraph graph, NodeRows rows) {
    this.columns = graph.columns();
    this.weights = graph.weights();
    this.rows = rows;
    this.x = rows.values();
  }

  @Override
  void sum(int from, int end, int own, float factor, float[] y) {
    int stride = rows.stride();
    int at = 0;
    for (; at + 8 * WIDTH <= stride; at += 8 * WIDTH) {
      eight(from, end, own, factor, y, at);
    }
    for (; at + 4 * WIDTH <= stride; at += 4 * WIDTH) {
      four(from, end, own, factor, y, at);
    }
    for (; at < stride; at += WIDTH) {
      one(from, end, own, factor, y, at);
    }
  }

  private void eight(int from, int end, int own, float factor, float[] y, int at) {
    float[] x = this.x;
    int first = rows.start(0) + at;
    int stride = rows.stride();
    FloatVector y0 = FloatVector.zero(SPECIES);
    FloatVector y1 = FloatVector.zero(SPECIES);
    FloatVector y2 = FloatVector.zero(SPECIES);
    FloatVector y3 = FloatVector.zero(SPECIES);
    FloatVector y4 = FloatVector.zero(SPECIES);
    FloatVector y5 = FloatVector.zero(SPECIES);
    FloatVector y6 = FloatVector.zero(SPECIES);
    FloatVector y7 = FloatVector.zero(SPECIES);
    for (int entry = from; entry < end; entry++) {
      int row = first + columns.get(entry) * stride;
      FloatVector w = FloatVector.broadcast(SPECIES, weights.get(entry));
      y0 = w.fma(FloatVector.fromArray(SPECIES, x, row), y0);
      y1 = w.fma(FloatVector.fromArray(SPECIES, x, row + WIDTH), y1);
      y2 = w.fma(FloatVector.fromArray(SPECIES, x, row + 2 * WIDTH), y2);
      y3 = w.fma(FloatVector.fromArray(SPECIES, x, row + 3 * WIDTH), y3);
      y4 = w.fma(FloatVector.fromArray(SPECIES, x, row + 4 * WIDTH), y4);
      y5 = w.fma(FloatVector.fromArray(SPECIES, x, row + 5 * WIDTH), y5);
      y6 = w.fma(FloatVector.fromArray(SPECIES, x, row + 6 * WIDTH), y6);
      y7 = w.fma(FloatVector.fromArray(SPECIES, x, row + 7 * WIDTH), y7);
    }
    if (own != NONE) {
      int row = first + own * stride;
      y0 = y0.add(FloatVector.fromArray(SPECIES, x, row));
      y1 = y1.add(FloatVector.fromArray(SPECIES, x, row + WIDTH));
      y2 = y2.add(FloatVector.fromArray(SPECIES, x, row + 2 * WIDTH));
      y3 = y3.add(FloatVector.fromArray(SPECIES, x, row + 3 * WIDTH));
      y4 = y4.add(FloatVector.fromArray(SPECIES, x, row + 4 * WIDTH));
      y5 = y5.add(FloatVector.fromArray(SPECIES, x, row + 5 * WIDTH));
      y6 = y6.add(FloatVector.fromArray(SPECIES, x, row + 6 * WIDTH));
      y7 = y7.add(FloatVector.fromArray(SPECIES, x, row + 7 * WIDTH));
    }
    y0.mul(factor).intoArray(y, at);
    y1.mul(factor).intoArray(y, at + WIDTH);
    y2.mul(factor).intoArray(y, at + 2 * WIDTH);
    y3.mul(factor).intoArray(y, at + 3 * WIDTH);
    y4.mul(factor).intoArray(y, at + 4 * WIDTH);
    y5.mul(factor).intoArray(y, at + 5 * WIDTH);
    y6.mul(factor).intoArray(y, at + 6 * WIDTH);
    y7.mul(factor).intoArray(y, at + 7 * WIDTH);
  }

  private void four(int from, int end, int own, float factor, float[] y, int at) {
    float[] x = this.x;
    int first = rows.start(0) + at;
    int stride = rows.stride();
    FloatVector y0 = FloatVector.zero(SPECIES);
    FloatVector y1 = FloatVector.zero(SPECIES);
    FloatVector y2 = FloatVector.zero(SPECIES);
    FloatVector y3 = FloatVector.zero(SPECIES);
    for (int entry = from; entry < end; entry++) {
      int row = first + columns.get(entry) * stride;
      FloatVector w = FloatVector.broadcast(SPECIES, weights.get(entry));
      y0 = w.fma(FloatVector.fromArray(SPECIES, x, row), y0);
      y1 = w.fma(FloatVector.fromArray(SPECIES, x, row + WIDTH), y1);
      y2 = w.fma(FloatVector.fromArray(SPECIES, x, row + 2 * WIDTH), y2);
      y3 = w.fma(FloatVector.fromArray(SPECIES, x, row + 3 * WIDTH), y3);
    }
    if (own != NONE) {
      int row = first + own * stride;
      y0 = y0.add(FloatVector.fromArray(SPECIES, x, row));
      y1 = y1.add(FloatVector.fromArray(SPECIES, x, row + WIDTH));
      y2 = y2.add(FloatVector.fromArray(SPECIES, x, row + 2 * WIDTH));
      y3 = y3.add(FloatVector.fromArray(SPECIES, x, row + 3 * WIDTH));
    }
    y0.mul(factor).intoArray(y, at);
    y1.mul(factor).intoArray(y, at + WIDTH);
    y2.mul(factor).intoArray(y, at + 2 * WIDTH);
    y3.mul(factor).intoArray(y, at + 3 * WIDTH);
  }

  private void one(int from, int end, int own, float factor, float[] y, int at) {
    int first = rows.start(0) + at;
    int stride = rows.stride();
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int entry = from; entry < end; entry++) {
      int row = first + columns.get(entry) * stride;
      FloatVector w = FloatVector.broadcast(SPECIES, weights.get(entry));
      sum = w.fma(FloatVector.fromArray(SPECIES, x, row), sum);
    }
    if (own != NONE) {
      sum = sum.add(FloatVector.fromArray(SPECIES, x, first + own * stride));
    }
    sum.mul(factor).intoArray(y, at);
  }
}
