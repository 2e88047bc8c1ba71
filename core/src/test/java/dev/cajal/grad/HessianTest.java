package dev.cajal.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class HessianTest {

  @Test
  void theHessianOfAQuadraticIsItsMatrix() {
    Tensor x = Tensor.of(Shape.of(2), 0.7, -3.0);
    Tensor a = Tensor.of(Shape.of(2, 2), 5, 1, 1, -2.0);
    Tensor row = x.reshape(1, 2);
    Tensor loss = row.matmul(a).matmul(row.transpose()).sum().mul(0.5);
    assertThat(Hessian.of(loss, x).toDoubles())
        .containsExactly(new double[] {5, 1, 1, -2}, within(1e-14));
    Tensor v = Tensor.of(Shape.of(2), 1, 10.0);
    assertThat(Hessian.vectorProduct(loss, x, v).toDoubles())
        .containsExactly(new double[] {15, -19}, within(1e-14));
  }

  @Test
  void aProductOverSeveralVariablesIsThatOfTheWholeMatrix() {
    Variable w = variable("w", 2, 3);
    Variable b = variable("b", 3);
    Tensor x = Tensor.of(Shape.of(4, 2), 1, -2, 0.5, 0.3, 2, 1, -1, 0.7);
    Tensor y = x.matmul(w.tensor()).add(b.tensor()).tanh();
    Tensor loss = y.square().sum().add(y.softmax(1).log().sum());
    double[] whole = Hessian.of(loss, List.of(w, b)).toDoubles();
    double[] v = {1, -1, 2, 0.5, 0.25, -3, 1, 0, 2};
    List<Tensor> products =
        Hessian.vectorProduct(
            loss,
            List.of(w, b),
            List.of(
                Tensor.of(Shape.of(2, 3), 1, -1, 2, 0.5, 0.25, -3),
                Tensor.of(Shape.of(3), 1, 0, 2.0)));
    double[] product =
        Tensor.concat(0, products.stream().map(t -> t.reshape(-1)).toList()).toDoubles();
    for (int i = 0; i < 9; i++) {
      double sum = 0;
      for (int j = 0; j < 9; j++) {
        sum += whole[i * 9 + j] * v[j];
        assertThat(whole[i * 9 + j]).isCloseTo(whole[j * 9 + i], within(1e-12));
      }
      assertThat(product[i]).isCloseTo(sum, within(1e-11));
    }
  }

  @Test
  void columnsAgreeWithFiniteDifferencesOfTheGradient() {
    Tensor x = Tensor.of(Shape.of(3), 0.2, -0.4, 0.9);
    Tensor loss = x.sin().mul(x.exp()).sum().cos();
    double[] exact = Hessian.of(loss, x).toDoubles();
    double[] numeric =
        FiniteDifferences.derivative(
                p -> Gradients.of(p.sin().mul(p.exp()).sum().cos(), p).get(p),
                x,
                FiniteDifferences.Scheme.CENTRED,
                1e-5)
            .values()
            .toDoubles();
    for (int i = 0; i < 9; i++) {
      assertThat(exact[i]).isCloseTo(numeric[i], within(1e-8));
    }
  }

  @Test
  void eachVariableNeedsItsVector() {
    Variable w = variable("w", 2);
    assertThatThrownBy(() -> Hessian.vectorProduct(w.tensor().sum(), List.of(w), List.of()))
        .hasMessage("hessian: 0 vectors for 1 variables");
    assertThatThrownBy(
            () -> Hessian.vectorProduct(w.tensor().sum(), List.of(w), List.of(Tensor.of(1))))
        .hasMessage("jvp: tangent is float32[1], operand is float64[2]");
  }

  private static Variable variable(String name, long... sizes) {
    Variable variable = new Variable(name, new TensorType(DType.FLOAT64, Shape.of(sizes)));
    float[] values = new float[(int) variable.type().shape().count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7 % 5 - 2) * 0.3f;
    }
    variable.set(values);
    return variable;
  }
}
