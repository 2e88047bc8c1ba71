package dev.cajal.grad.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SymbolicTest {
  private final Tensor x = Tensor.of(Shape.of(), 0.7);
  private final Tensor y = Tensor.of(Shape.of(), -1.3);
  private final Symbolic symbolic = Symbolic.naming(Map.of("x", x, "y", y));

  private Tensor cosine() {
    return x.square().sin().add(x.square().mul(3)).cos();
  }

  @Test
  void theExampleOfTheNotesReadsAsOneWouldWriteIt() {
    assertThat(symbolic.formula(cosine())).hasToString("cos(sin(x²) + 3x²)");
    Expression derivative = symbolic.derivative(cosine(), x);
    assertThat(derivative).hasToString("-sin(sin(x²) + 3x²)·(2x·cos(x²) + 6x)");
    assertThat(derivative.latex())
        .isEqualTo(
            "-\\sin\\left(\\sin\\left(x^{2}\\right) + 3 x^{2}\\right)"
                + " \\left(2 x \\cos\\left(x^{2}\\right) + 6 x\\right)");
    assertThat(derivative.symbols()).containsExactly("x");
    assertThat(derivative.evaluate(Map.of("x", 0.7)))
        .isCloseTo(Gradients.of(cosine(), x).get(x).toDoubles()[0], within(1e-14));
  }

  @Test
  void formulasAreSimplified() {
    assertThat(symbolic.formula(x.add(x).add(x.mul(2)))).hasToString("4x");
    assertThat(symbolic.formula(x.mul(y).sub(y.mul(x)))).hasToString("0");
    assertThat(symbolic.formula(x.neg().neg())).hasToString("x");
    assertThat(symbolic.formula(x.mul(1).add(0).mul(x).mul(x.pow(2)))).hasToString("x⁴");
    assertThat(symbolic.formula(x.div(x.square()))).hasToString("1/x");
    assertThat(symbolic.formula(x.add(1).mul(3).sub(x))).hasToString("2x + 3");
    assertThat(symbolic.formula(x.exp().mul(y.exp()).mul(x.neg().exp()))).hasToString("exp(y)");
    assertThat(symbolic.formula(x.exp().log())).hasToString("x");
    assertThat(symbolic.formula(x.neg().sin().add(x.neg().cos()))).hasToString("cos(x) - sin(x)");
    assertThat(symbolic.formula(x.sin().mul(y.sin()).add(x.sin().mul(y.cos()))))
        .hasToString("sin(x)·(sin(y) + cos(y))");
    assertThat(symbolic.formula(x.square().sqrt())).hasToString("√(x²)");
    assertThat(symbolic.formula(x.mul(0.5).sub(y.div(3)))).hasToString("1/2·x - 1/3·y");
    assertThat(symbolic.formula(x.mul(0).add(2).sin())).hasToString(Double.toString(Math.sin(2)));
  }

  @Test
  void derivativesAreSimplified() {
    assertThat(symbolic.derivative(x.pow(3), x)).hasToString("3x²");
    assertThat(symbolic.derivative(x.mul(y), x)).hasToString("y");
    assertThat(symbolic.derivative(x.sigmoid(), x)).hasToString("sigmoid(x)·(1 - sigmoid(x))");
    assertThat(symbolic.derivative(x.tanh(), x)).hasToString("1 - tanh(x)²");
    assertThat(symbolic.derivative(x.log(), x)).hasToString("1/x");
    assertThat(symbolic.derivative(x.relu(), x)).hasToString("(0 < x ? 1 : 0)");
    assertThat(symbolic.derivative(y.sin(), x)).hasToString("0");
  }

  @Test
  void tensorsAreReadElementByElementAndVariablesByName() {
    Variable w = new Variable("w", new TensorType(DType.FLOAT64, Shape.of(2, 2)));
    Tensor v = Tensor.of(Shape.of(2, 1), 0, 0.0);
    Symbolic named = Symbolic.naming(Map.of("v", v));
    Tensor product = w.tensor().matmul(v);
    assertThat(named.formulas(product).toString())
        .isEqualTo("[w[0, 0]·v[0, 0] + w[0, 1]·v[1, 0], w[1, 0]·v[0, 0] + w[1, 1]·v[1, 0]]");
    Tensor loss = product.square().sum().mul(0.5);
    assertThat(named.gradient(loss, w)).hasSize(4);
    assertThat(
            named
                .gradient(loss, w)
                .get(1)
                .evaluate(Map.of("v[0, 0]", 2.0, "v[1, 0]", 3.0, "w[0, 0]", 0.5, "w[0, 1]", -1.0)))
        .isEqualTo(3 * (2 * 0.5 - 3));
    assertThat(named.gradient(v.transpose().sum(), v))
        .extracting(Object::toString)
        .containsExactly("1", "1");
    assertThat(named.formula(v.slice(0, 1, 2).pad(new long[] {1, 0}, new long[] {0, 0}).sum()))
        .hasToString("v[1, 0]");
  }

  @Test
  void softmaxAndItsCrossEntropyAreRead() {
    Tensor s = Tensor.of(Shape.of(2), 0, 0.0);
    Symbolic named = Symbolic.naming(Map.of("s", s));
    assertThat(named.formulas(s.softmax(0)).getFirst())
        .hasToString("exp(s[0])/(exp(s[0]) + exp(s[1]))");
    assertThat(named.formulas(s.logSoftmax(0)).getFirst())
        .hasToString("s[0] - log(exp(s[0]) + exp(s[1]))");
    List<Expression> slope = named.gradient(s.logSoftmax(0).slice(0, 0, 1).sum(), s);
    Map<String, Double> at = Map.of("s[0]", 0.4, "s[1]", -0.3);
    double p = 1 / (1 + Math.exp(-0.7));
    assertThat(slope.getFirst().evaluate(at)).isCloseTo(1 - p, within(1e-15));
    assertThat(slope.getLast().evaluate(at)).isCloseTo(p - 1, within(1e-15));
  }

  @Test
  void whatIsTakenByIndexOrAveragedIsRead() {
    Tensor s = Tensor.of(Shape.of(1, 3), 0, 0, 0.0);
    Symbolic named = Symbolic.naming(Map.of("s", s));
    Tensor label = Tensor.of(Shape.of(1), 1L);
    Tensor taken = s.gather(1, label);
    assertThat(named.formulas(taken)).hasToString("[s[0, 1]]");
    assertThat(named.gradient(taken.square().sum(), s)).hasToString("[0, 2s[0, 1], 0]");
    assertThat(named.formulas(s.cumsum(1)))
        .hasToString("[s[0, 0], s[0, 0] + s[0, 1], s[0, 0] + s[0, 1] + s[0, 2]]");
    assertThat(named.formula(s.mean())).hasToString("1/3·s[0, 0] + 1/3·s[0, 1] + 1/3·s[0, 2]");
  }

  static List<Arguments> functions() {
    return List.of(
        named("a polynomial", x -> x.pow(5).sub(x.square().mul(4)).add(x).sub(7)),
        named("a quotient", x -> x.sin().div(x.square().add(1))),
        named("nested roots", x -> x.square().add(2).sqrt().add(1).sqrt()),
        named("gelu", x -> x.mul(x.div(Math.sqrt(2)).erf().add(1)).mul(0.5)),
        named("softplus", x -> x.exp().add(1).log()),
        named("log1p", x -> x.square().log1p().mul(x.expm1())),
        named("a bump", x -> x.square().neg().exp().mul(x.tanh())),
        named("silu twice", x -> x.mul(x.sigmoid()).mul(x.sigmoid())),
        named("arcs", x -> x.div(2).asin().mul(x.atan()).add(x.div(3).acos())),
        named("kinks", x -> x.abs().maximum(x.square()).minimum(x.mul(3)).add(x.relu())),
        named("a power", x -> x.square().add(1).pow(x)));
  }

  private static Arguments named(String name, UnaryOperator<Tensor> f) {
    return Arguments.of(Named.of(name, f));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void formulasHaveTheValuesOfTheGraphSimplifiedOrNot(UnaryOperator<Tensor> f) {
    for (double at : new double[] {0.3, -0.8, 1.7}) {
      Tensor point = Tensor.of(Shape.of(), at);
      Symbolic plain = Symbolic.naming(Map.of("x", point));
      double value = f.apply(point).toDoubles()[0];
      double slope = Gradients.of(f.apply(point), point).get(point).toDoubles()[0];
      for (Symbolic reader : List.of(plain, plain.unsimplified())) {
        Expression formula = reader.formula(f.apply(point));
        Expression derivative = reader.derivative(f.apply(point), point);
        assertThat(formula.evaluate(Map.of("x", at))).isCloseTo(value, within(1e-12));
        assertThat(derivative.evaluate(Map.of("x", at))).isCloseTo(slope, within(1e-12));
      }
      assertThat(plain.derivative(f.apply(point), point).size())
          .isLessThan(plain.unsimplified().derivative(f.apply(point), point).size());
    }
  }

  @Test
  void withoutSharingTheDerivativeOfAnIteratedMapBlowsUp() {
    Tensor map = x;
    long before = 0;
    for (int n = 2; n <= 12; n++) {
      map = map.mul(4).mul(map.neg().add(1));
      Expression derivative = symbolic.unsimplified().derivative(map, x);
      if (n > 6) {
        assertThat(derivative.size()).isGreaterThan(2 * before);
        assertThat(derivative.sharedSize()).isLessThan(40L * n);
      }
      before = derivative.size();
    }
    assertThat(before).isGreaterThan(100_000);
    Expression large = symbolic.unsimplified().derivative(map, x);
    assertThat(large.toString().lines().count()).isLessThan(400);
    assertThatThrownBy(large::latex)
        .hasMessageStartingWith("symbolic: the formula has " + before + " parts if written out");
  }

  @Test
  void whatHasNoFormulaIsNamed() {
    Tensor image = Tensor.of(Shape.of(1, 1, 3, 3), new double[9]);
    Tensor kernel = Tensor.of(Shape.of(1, 1, 2, 2), new double[4]);
    assertThatThrownBy(() -> symbolic.formula(image.conv(kernel, Window.of(2)).sum()))
        .hasMessageStartingWith("symbolic: operation conv has no formula; there are formulas for");
    assertThatThrownBy(() -> symbolic.formula(image))
        .hasMessage(
            "symbolic: one formula was asked for, the tensor is float64[1, 1, 3, 3]; ask for"
                + " formulas");
    assertThatThrownBy(() -> symbolic.formula(x.sin()).evaluate(Map.of("z", 1.0)))
        .hasMessage("symbolic: x has no value; values are given for [z]");
    assertThatThrownBy(() -> symbolic.formulas(Tensor.full(TensorType.float32(5000), 1)))
        .hasMessageContaining("up to 4096 elements");
  }
}
