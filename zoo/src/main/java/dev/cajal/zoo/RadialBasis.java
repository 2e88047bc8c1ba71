package dev.cajal.zoo;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;

/**
 * Euclidean radial basis functions around fixed codes: the score of a class is −Σ_j (x_j − w_j)²,
 * the negated output of the paper, so that the highest is the best (LeCun et al. 1998, eq. 7).
 *
 * <ul>
 *   <li>input [n, 84], output [n, classes]
 *   <li>{@code weight} [classes, 84], a buffer of ±1: {@link DigitCodes}
 * </ul>
 */
final class RadialBasis extends Module {
  private final int classes;
  private final Parameter weight = buffer("weight", this::initialise);

  RadialBasis(int classes) {
    this.classes = classes;
  }

  private void initialise(Variable target, Trace random) {
    target.set(
        Tensor.of(target.type().shape(), DigitCodes.of(classes))
            .cast(target.type().dtype())
            .values());
  }

  @Override
  protected Tensor forward(Tensor x) {
    if (x.rank() != 2 || x.dim(1) != DigitCodes.SIZE) {
      throw new ShapeException(
              "input is " + x.shape() + ", expected [n, " + DigitCodes.SIZE + "], as codes are")
          .at("radialbasis", path());
    }
    Tensor codes = weight.at(x, Shape.of(classes, DigitCodes.SIZE));
    Tensor squares = x.square().sumKeep(1).add(codes.square().sum(1));
    return x.matmul(codes.transpose()).mul(2).sub(squares);
  }

  @Override
  public String toString() {
    return "RadialBasis(" + classes + ")";
  }
}
