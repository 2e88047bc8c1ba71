package dev.cajal.nn.recurrent;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.init.Initializer;
import dev.cajal.nn.init.Initializers;
import dev.cajal.recurrent.Cell;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;

/** First values of weights that hold one matrix for each gate. */
final class GateWeights {
  private static final int FORGET = 1;

  private GateWeights() {}

  /** Returns Xavier's uniform distribution for the matrix of each gate. */
  static Initializer input(Cell cell) {
    return new EachGate("xavierUniform", Initializers.xavierUniform(), cell.gates());
  }

  /** Returns an orthogonal matrix for each gate (Saxe et al. 2014). */
  static Initializer recurrent(Cell cell) {
    return new EachGate("orthogonal", Initializers.orthogonal(), cell.gates());
  }

  /**
   * Returns zeros, but 1 for the forget gate of an LSTM, so that it starts by remembering
   * (Jozefowicz, Zaremba, Sutskever 2015).
   */
  static Initializer bias(Cell cell) {
    return cell == Cell.LSTM ? new ForgetBias() : Initializers.constant(0);
  }

  private record EachGate(String name, Initializer rule, int gates) implements Initializer {

    @Override
    public void initialise(Variable target, Trace random) {
      TensorType type = target.type();
      Shape matrix = type.shape().with(0, type.shape().dim(0) / gates);
      MemorySegment all = Memory.allocate(type.bytes());
      for (int gate = 0; gate < gates; gate++) {
        Variable one = new Variable(target.name(), type.with(matrix));
        rule.initialise(one, random);
        long bytes = one.type().bytes();
        MemorySegment.copy(one.rowMajor(), 0, all, gate * bytes, bytes);
      }
      target.set(all);
    }

    @Override
    public String toString() {
      return gates == 1 ? name : name + " for each gate";
    }
  }

  private record ForgetBias() implements Initializer {

    @Override
    public void initialise(Variable target, Trace random) {
      TensorType type = target.type();
      MemorySegment memory = Memory.allocate(type.bytes());
      HostArray values = HostArray.of(type, memory);
      long hidden = type.shape().dim(0) / Cell.LSTM.gates();
      for (long i = 0; i < type.shape().dim(0); i++) {
        values.set(i, i / hidden == FORGET ? 1 : 0);
      }
      target.set(memory);
    }

    @Override
    public String toString() {
      return "constant(0), forget gate 1";
    }
  }
}
