package dev.cajal.recurrent;

import dev.cajal.backend.HostArray;
import java.util.ArrayList;
import java.util.List;

/** The states of all sequences between two steps of a reference forward. */
final class ReferenceState {
  private final double[][] values;
  private final int hidden;

  private ReferenceState(double[][] values, int hidden) {
    this.values = values;
    this.hidden = hidden;
  }

  /** Returns states read from tensors [N, H]. */
  static ReferenceState of(List<HostArray> initial) {
    double[][] values = new double[initial.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = row(initial.get(i), 0, Math.toIntExact(initial.get(i).count()));
    }
    return new ReferenceState(values, Math.toIntExact(initial.getFirst().dim(1)));
  }

  /** Returns states of zeros. */
  static ReferenceState zeros(int states, int batch, int hidden) {
    return new ReferenceState(new double[states][Math.multiplyExact(batch, hidden)], hidden);
  }

  private static double[] row(HostArray from, long start, int count) {
    double[] row = new double[count];
    for (int i = 0; i < count; i++) {
      row[i] = from.get(start + i);
    }
    return row;
  }

  /** Returns element j of every state of a sequence. */
  List<Double> get(int sequence, int j) {
    List<Double> element = new ArrayList<>(values.length);
    for (double[] state : values) {
      element.add(state[sequence * hidden + j]);
    }
    return element;
  }

  /** Sets element j of every state of a sequence to the first of some numbers. */
  void set(int sequence, int j, List<Double> element) {
    for (int i = 0; i < values.length; i++) {
      values[i][sequence * hidden + j] = element.get(i);
    }
  }

  /** Adds to element j of the first state of a sequence. */
  void add(int sequence, int j, double value) {
    values[0][sequence * hidden + j] += value;
  }

  /** Computes a = h·Wᵀ + b for a sequence. */
  void product(HostArray weight, HostArray bias, int sequence, double[] a) {
    for (int k = 0; k < a.length; k++) {
      double sum = bias.get(k);
      for (int i = 0; i < hidden; i++) {
        sum += values[0][sequence * hidden + i] * weight.get((long) k * hidden + i);
      }
      a[k] = sum;
    }
  }

  /** Writes the states of a sequence to row {@code at} of tensors [T, N, H] or [N, H]. */
  void store(List<HostArray> to, int sequence, long at) {
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < hidden; j++) {
        to.get(i).set(at * hidden + j, values[i][sequence * hidden + j]);
      }
    }
  }

  /** Returns element j of each part of row {@code at} of a tensor whose rows have parts of H. */
  static List<Double> gates(HostArray from, long at, int parts, int hidden, int j) {
    List<Double> element = new ArrayList<>(parts);
    for (int k = 0; k < parts; k++) {
      element.add(from.get((at * parts + k) * hidden + j));
    }
    return element;
  }

  /** Returns element j of each part of a row. */
  static List<Double> gates(double[] row, int parts, int hidden, int j) {
    List<Double> element = new ArrayList<>(parts);
    for (int k = 0; k < parts; k++) {
      element.add(row[k * hidden + j]);
    }
    return element;
  }

  /** Writes element j of each part of row {@code at}. */
  static void put(HostArray to, long at, int hidden, int j, List<Double> element) {
    for (int k = 0; k < element.size(); k++) {
      to.set((at * element.size() + k) * hidden + j, element.get(k));
    }
  }

  /** Writes zeros to row {@code at}. */
  static void clear(HostArray to, long at) {
    long width = to.dim(-1);
    for (long j = 0; j < width; j++) {
      to.set(at * width + j, 0);
    }
  }
}
