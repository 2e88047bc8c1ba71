package dev.cajal.cpu.vector;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.graph.Fused;
import dev.cajal.graph.Fused.Fold;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.List;

/** Writes fused programs for tests: values are the numbers that the methods return. */
final class ProgramWriter {
  private final Shape domain;
  private final int operands;
  private final List<Double> constants;
  private final List<Fused.Instruction> body = new ArrayList<>();
  private final List<Fused.Result> results = new ArrayList<>();

  ProgramWriter(Shape domain, int operands, Double... constants) {
    this.domain = domain;
    this.operands = operands;
    this.constants = List.of(constants);
  }

  int constant(int number) {
    return operands + number;
  }

  int put(Elementwise op, Integer... args) {
    return put(op, DType.FLOAT32, args);
  }

  int put(Elementwise op, DType dtype, Integer... args) {
    body.add(new Fused.Instruction(op, List.of(args), dtype));
    return operands + constants.size() + body.size() - 1;
  }

  ProgramWriter keep(int value) {
    return keep(value, DType.FLOAT32);
  }

  ProgramWriter keep(int value, DType dtype) {
    results.add(new Fused.Result(value, Fold.NONE, List.of(), dtype));
    return this;
  }

  ProgramWriter fold(int value, Fold fold, Integer... axes) {
    results.add(new Fused.Result(value, fold, List.of(axes), DType.FLOAT32));
    return this;
  }

  Fused fused() {
    return new Fused(domain, operands, constants, body, results);
  }
}
