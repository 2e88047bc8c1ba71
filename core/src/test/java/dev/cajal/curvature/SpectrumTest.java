package dev.cajal.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Hessian;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpectrumTest {

  /** A diagonal matrix behind a reflection, so that its eigenvalues are known and hidden. */
  private static final class Hidden implements SymmetricOperator {
    private final double[] eigenvalues;
    private final double[] normal;

    private Hidden(double[] eigenvalues, double[] normal) {
      this.eigenvalues = eigenvalues;
      this.normal = normal;
    }

    static Hidden of(double... eigenvalues) {
      double[] normal = new Random(3).doubles(eigenvalues.length, -1, 1).toArray();
      return new Hidden(eigenvalues, Vectors.scaled(normal, 1 / Vectors.norm(normal)));
    }

    @Override
    public int size() {
      return eigenvalues.length;
    }

    @Override
    public double[] times(double[] v) {
      double[] x = reflected(v);
      for (int i = 0; i < x.length; i++) {
        x[i] *= eigenvalues[i];
      }
      return reflected(x);
    }

    private double[] reflected(double[] v) {
      double[] x = v.clone();
      Vectors.add(x, -2 * Vectors.dot(x, normal), normal);
      return x;
    }
  }

  @Test
  void allProductsGiveAllEigenvaluesWithTheirMultiplicities() {
    double[] values = {7, 7, 3, 1, 0, 0, 0, -2, -2, -5};
    List<Eigenpair> found = Lanczos.spectrum(Hidden.of(values), values.length, 1);
    for (int i = 0; i < values.length; i++) {
      assertThat(found.get(i).value()).isCloseTo(values[i], within(1e-10));
    }
  }

  @Test
  void fewProductsFindTheEndsOfALargeSpectrum() {
    double[] values = IntStream.range(0, 500).mapToDouble(i -> Math.sin(i)).toArray();
    values[17] = 4;
    values[30] = 6;
    values[400] = -3;
    Hidden a = Hidden.of(values);
    List<Eigenpair> top = Lanczos.largest(a, 2);
    Eigenpair bottom = Lanczos.lowest(a, 1).getFirst();
    assertThat(top.get(0).value()).isCloseTo(6, within(1e-9));
    assertThat(top.get(1).value()).isCloseTo(4, within(1e-9));
    assertThat(bottom.value()).isCloseTo(-3, within(1e-9));
    assertThat(bottom.products()).isEqualTo(44);
    for (Eigenpair pair : List.of(top.get(0), top.get(1), bottom)) {
      double[] v = pair.vector().toDoubles();
      double[] rest = a.times(v);
      Vectors.add(rest, -pair.value(), v);
      assertThat(Vectors.norm(rest)).isLessThan(1e-4);
      assertThat(Vectors.norm(v)).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void powerIterationFindsBothEnds() {
    Hidden a = Hidden.of(2, 1, 0.5, -1, -4);
    PowerIteration.Options options = PowerIteration.Options.DEFAULT.tolerance(1e-9);
    assertThat(PowerIteration.dominant(a, options).value()).isCloseTo(-4, within(1e-12));
    assertThat(PowerIteration.largest(a, options).value()).isCloseTo(2, within(1e-9));
    assertThat(PowerIteration.lowest(a, options).value()).isCloseTo(-4, within(1e-12));
    assertThat(PowerIteration.dominant(a, options.products(2)).products()).isEqualTo(2);
    assertThat(PowerIteration.dominant(Hidden.of(0, 0), options).value()).isZero();
  }

  @Test
  void aCompiledHessianMultipliesLikeTheWholeMatrixAtThePresentValues() {
    Variable w = new Variable("w", new TensorType(DType.FLOAT64, Shape.of(2, 2)));
    Variable b = new Variable("b", new TensorType(DType.FLOAT64, Shape.of(2)));
    w.set(0.3f, -0.5f, 0.8f, 0.1f);
    b.set(0.2f, -0.1f);
    Tensor x = Tensor.of(Shape.of(3, 2), 1, 2, -1, 0.5, 0.3, -2);
    HessianOperator compiled = HessianOperator.compile(loss(w, b, x), List.of(w, b));
    assertThat(compiled.size()).isEqualTo(6);
    for (int round = 0; round < 2; round++) {
      SymmetricOperator whole = SymmetricOperator.of(Hessian.of(loss(w, b, x), List.of(w, b)));
      double[] v = new Random(round).doubles(6, -1, 1).toArray();
      assertThat(compiled.times(v)).containsExactly(whole.times(v), within(1e-12));
      assertThat(Lanczos.spectrum(compiled, 6, 0).getFirst().value())
          .isCloseTo(Lanczos.spectrum(whole, 6, 9).getFirst().value(), within(1e-10));
      w.set(1, 0.5f, -0.25f, 0.7f);
    }
    assertThatThrownBy(() -> compiled.times(new double[5]))
        .hasMessage("hessian: the vector has 5 elements, the variables 6");
  }

  private static Tensor loss(Variable w, Variable b, Tensor x) {
    return x.matmul(w.tensor()).add(b.tensor()).tanh().square().sum();
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> Lanczos.spectrum(Hidden.of(1, 2), 3, 0))
        .hasMessage("lanczos: 3 products, expected 1 to 2, the size");
    assertThatThrownBy(() -> Lanczos.largest(Hidden.of(1, 2), 3))
        .hasMessage("lanczos: 3 eigenvalues asked for, the matrix has 2");
    assertThatThrownBy(() -> SymmetricOperator.of(Tensor.of(Shape.of(2, 2), 1, 2, 3, 4.0)))
        .hasMessage("symmetric operator: elements [1, 0] and [0, 1] are 3.0 and 2.0");
    assertThatThrownBy(() -> SymmetricOperator.of(Tensor.of(1)))
        .hasMessage("symmetric operator: the matrix is float32[1], expected float64[n, n]");
  }
}
