package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.graph.Fused;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects a fused program for a test case: all operands first, then all constants, then the steps.
 * Each call returns the number of a value.
 */
final class Program {
  private final Shape domain;
  private final List<Operand> operands = new ArrayList<>();
  private final List<Double> constants = new ArrayList<>();
  private final List<Fused.Instruction> body = new ArrayList<>();
  private final List<Fused.Result> results = new ArrayList<>();

  Program(long... domain) {
    this.domain = Shape.of(domain);
  }

  int operand(Operand operand) {
    operands.add(operand);
    return operands.size() - 1;
  }

  int operand(Values values, long... sizes) {
    return operand(Operand.of(values, sizes));
  }

  int constant(double value) {
    constants.add(value);
    return operands.size() + constants.size() - 1;
  }

  int step(Elementwise op, int... args) {
    return step(op, DType.FLOAT32, args);
  }

  int step(Elementwise op, DType dtype, int... args) {
    body.add(new Fused.Instruction(op, IntStream.of(args).boxed().toList(), dtype));
    return operands.size() + constants.size() + body.size() - 1;
  }

  Program keep(int value) {
    return keep(value, DType.FLOAT32);
  }

  Program keep(int value, DType dtype) {
    results.add(new Fused.Result(value, Fused.Fold.NONE, List.of(), dtype));
    return this;
  }

  Program fold(int value, Fused.Fold fold, Integer... axes) {
    results.add(new Fused.Result(value, fold, List.of(axes), DType.FLOAT32));
    return this;
  }

  Case named(String label, Tolerance tolerance) {
    Fused fused = new Fused(domain, operands.size(), constants, body, results);
    return new Case(label, fused, operands, tolerance, 0);
  }
}
