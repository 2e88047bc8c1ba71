package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of {@link Simplify} for gradients: what they save, and that nothing else changes. */
class GradientRulesTest {
  private static final String AFTER_UNPOOLING = "(?s).*max_unpool.*fused.*";

  static Stream<UnaryOperator<Tensor>> functionsWhoseSlopeDependsOnTheirResult() {
    return Stream.of(Tensor::relu, Tensor::sigmoid, Tensor::tanh);
  }

  @ParameterizedTest
  @MethodSource("functionsWhoseSlopeDependsOnTheirResult")
  void theSlopeBeforeAPoolingIsTakenAtTheMaxima(UnaryOperator<Tensor> function) {
    Variable x = variable("x", 2, 3, 8, 8);
    Tensor y = pooled(function.apply(x.tensor()), 2, 2);
    assertThat(equalToTheInterpreter(gradient(y.exp().sum(), x))).doesNotMatch(AFTER_UNPOOLING);
  }

  @Test
  void theSlopeIsTakenAtTheMaximaWhereWindowsOverlapToo() {
    Variable x = variable("x", 1, 2, 7, 7);
    Tensor y = pooled(x.tensor().relu(), 3, 2);
    assertThat(equalToTheInterpreter(gradient(y.exp().sum(), x))).doesNotMatch(AFTER_UNPOOLING);
  }

  @Test
  void whatDoesNotDependOnThePooledValueAloneIsMultipliedAfterUnpooling() {
    Variable x = variable("x", 1, 2, 4, 4);
    Tensor y = pooled(x.tensor().mul(variable("w", 1, 2, 4, 4).tensor()), 2, 2);
    assertThat(equalToTheInterpreter(gradient(y.exp().sum(), x))).matches(AFTER_UNPOOLING);
  }

  @Test
  void theGradientOfABiasBeforeAPoolingIsSummedBeforeItIsSpread() {
    Variable bias = variable("b", 1, 3, 1, 1);
    Tensor x = variable("x", 2, 3, 6, 6).tensor();
    Tensor y = pooled(x.add(bias.tensor()).relu(), 2, 2);
    assertThat(equalToTheInterpreter(gradient(y.exp().sum(), bias))).doesNotContain("max_unpool");
  }

  @Test
  void theLengthOfAnOuterProductTakesNoPassOverIt() {
    Tensor x = variable("x", 1, 7).tensor();
    Variable w = variable("w", 5, 7);
    Tensor loss = x.matmul(w.tensor().transpose()).exp().sum();
    assertThat(equalToTheInterpreter(gradient(loss, w).square().sum().sqrt()))
        .doesNotContain("fused[5, 7]");
  }

  @Test
  void anOuterProductIsComputedWhereItIsRead() {
    Tensor x = variable("x", 1, 7).tensor();
    Variable w = variable("w", 5, 7);
    Tensor loss = x.matmul(w.tensor().transpose()).exp().sum();
    String plan = equalToTheInterpreter(w.tensor().sub(gradient(loss, w)));
    assertThat(plan).contains("fused[5, 7]{mul sub}");
    assertThat(plan.split("matmul", -1)).hasSize(2);
  }

  @Test
  void outerProductsMayBeTransposedAndBatched() {
    Tensor a = variable("a", 3, 1, 4).tensor();
    Tensor b = variable("b", 3, 5, 1).tensor();
    assertThat(equalToTheInterpreter(a.permute(0, 2, 1).matmul(b.permute(0, 2, 1))))
        .doesNotContain("matmul");
  }

  @Test
  void theSumOfAProductIsSeparatedOnlyWhereNoAxisIsShared() {
    Tensor a = variable("a", 3, 4, 1).tensor().broadcastTo(Shape.of(3, 4, 5));
    Tensor b = variable("b", 1, 4, 5).tensor().broadcastTo(Shape.of(3, 4, 5));
    Tensor product = a.mul(b);
    assertThat(equalToTheInterpreter(product.sum())).contains("fused[3, 4, 5]");
    assertThat(equalToTheInterpreter(product.sum(0, 2))).doesNotContain("fused[3, 4, 5]{mul sum");
    assertThat(equalToTheInterpreter(product.sum(1))).contains("fused[3, 4, 5]");
  }

  private static Tensor pooled(Tensor x, int size, int stride) {
    return x.maxPool(List.of(size, size), Window.of(2).stride(stride));
  }

  private static Tensor gradient(Tensor loss, Variable variable) {
    return Gradients.of(loss, List.of(variable)).get(variable);
  }

  /** Returns the plan of a tensor, having compared what it computes with node by node. */
  private static String equalToTheInterpreter(Tensor tensor) {
    double[] expected =
        doubles(
            tensor.type(),
            Interpreter.run(Capture.of(List.of(tensor), true, List.of())).getFirst());
    Step step = Step.compile(tensor);
    step.run();
    assertThat(doubles(step.type(0), step.output(0))).containsExactly(expected, within(1e-12));
    return step.plan().toString();
  }

  private static double[] doubles(TensorType type, MemorySegment memory) {
    HostArray array = HostArray.of(type, memory);
    return IntStream.range(0, Math.toIntExact(array.count())).mapToDouble(array::get).toArray();
  }

  private static Variable variable(String name, long... sizes) {
    Variable variable = new Variable(name, new TensorType(DType.FLOAT64, Shape.of(sizes)));
    HostArray values = HostArray.of(variable.type(), variable.memory());
    Random random = new Random(name.hashCode());
    for (long i = 0; i < values.count(); i++) {
      values.set(i, random.nextDouble() - 0.5);
    }
    variable.touched();
    return variable;
  }
}
