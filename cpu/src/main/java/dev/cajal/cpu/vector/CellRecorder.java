package dev.cajal.cpu.vector;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Fused;
import dev.cajal.op.Add;
import dev.cajal.op.Mul;
import dev.cajal.op.Relu;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Sign;
import dev.cajal.op.Sub;
import dev.cajal.op.Tanh;
import dev.cajal.recurrent.Arithmetic;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Writes down what a cell computes as a fused operation; values are numbered as there. */
final class CellRecorder implements Arithmetic<Integer> {
  private static final List<Double> CONSTANTS = List.of(0.0, 1.0);

  private final int operands;
  private final List<Fused.Instruction> body = new ArrayList<>();

  CellRecorder(int operands) {
    this.operands = operands;
  }

  /** Returns the loops that compute the results for a run of so many elements. */
  Program program(long length, List<Integer> results) {
    Shape domain = Shape.of(length);
    Fused fused =
        new Fused(
            domain,
            operands,
            CONSTANTS,
            body,
            results.stream()
                .map(r -> new Fused.Result(r, Fused.Fold.NONE, List.of(), DType.FLOAT32))
                .toList());
    List<TensorType> types = Collections.nCopies(operands, new TensorType(DType.FLOAT32, domain));
    return Compiler.compile(fused, types, List.of()).orElseThrow();
  }

  /** Returns the operands from one number (inclusive) to another (exclusive). */
  static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private Integer record(Elementwise op, Integer... args) {
    body.add(new Fused.Instruction(op, List.of(args), DType.FLOAT32));
    return operands + CONSTANTS.size() + body.size() - 1;
  }

  @Override
  public Integer constant(double c) {
    int place = CONSTANTS.indexOf(c);
    if (place < 0) {
      throw new IllegalArgumentException(
          "a cell uses the constant " + c + ", known are " + CONSTANTS);
    }
    return operands + place;
  }

  @Override
  public Integer add(Integer x, Integer y) {
    Integer zero = constant(0);
    return x.equals(zero) ? y : y.equals(zero) ? x : record(new Add(), x, y);
  }

  @Override
  public Integer sub(Integer x, Integer y) {
    return record(new Sub(), x, y);
  }

  @Override
  public Integer mul(Integer x, Integer y) {
    return record(new Mul(), x, y);
  }

  @Override
  public Integer sigmoid(Integer x) {
    return record(new Sigmoid(), x);
  }

  @Override
  public Integer tanh(Integer x) {
    return record(new Tanh(), x);
  }

  @Override
  public Integer relu(Integer x) {
    return record(new Relu(), x);
  }

  @Override
  public Integer sign(Integer x) {
    return record(new Sign(), x);
  }
}
