package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** An optimizer that changes what goes into another, or what comes out of it. */
interface Around extends Optimizer {

  Optimizer inner();

  @Override
  default double rate() {
    return inner().rate();
  }

  @Override
  default List<Slot> slots() {
    return inner().slots();
  }

  /** Returns the results of a rule with another next value of the parameter. */
  static List<Tensor> replaced(List<Tensor> next, Tensor parameter) {
    List<Tensor> all = new ArrayList<>(next);
    all.set(0, parameter);
    return all;
  }
}
