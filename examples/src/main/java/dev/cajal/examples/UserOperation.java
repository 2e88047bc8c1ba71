package dev.cajal.examples;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;

/** Applies an operation of one's own ({@link Snake}) and checks its gradient. */
public final class UserOperation {

  private UserOperation() {}

  /** Prints values and the finding of the gradient checker. */
  public static void main(String[] args) {
    Tensor x = Tensor.of(0.25f, 0.5f, 1f, 1.5f);
    System.out.println("snake(x) = " + Tensor.apply(new Snake(2), x));

    Variable point = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(4)));
    point.set(x.cast(DType.FLOAT64).values());
    GradientReport report =
        GradientChecker.check(
            () -> Tensor.apply(new Snake(2), point.tensor()).square().sum(),
            List.of(point),
            GradientChecker.Options.DEFAULT);
    System.out.print(report);
    System.out.println(report.worst() < 1e-7 ? "the gradient is right" : "the gradient is WRONG");
  }
}
