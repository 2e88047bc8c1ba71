package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Backends;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Window;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each pass does to small graphs, read off the plan. */
class PassesTest {

  @Test
  void biasAndRectifierMoveIntoTheConvolution() {
    Tensor x = variable("x", 2, 3, 8, 8).tensor();
    Tensor w = variable("w", 4, 3, 3, 3).tensor();
    Tensor b = variable("b", 4).tensor();
    Plan plan = plan(x.conv(w, Window.of(2)).add(b.reshape(1, 4, 1, 1)).relu());
    assertThat(plan.size()).isEqualTo(1);
    assertThat(plan.toString()).contains("conv+bias+relu");
  }

  @Test
  void theBiasOfASingleSampleMovesIntoTheProductToo() {
    Tensor x = variable("x", 1, 5).tensor();
    Tensor w = variable("w", 7, 5).tensor();
    Tensor b = variable("b", 7).tensor();
    assertThat(plan(x.matmul(w.transpose()).add(b).relu()).toString())
        .contains("matmul+bias+relu")
        .startsWith("   0")
        .contains("1 calls");
  }

  @Test
  void aProductThatIsReadTwiceKeepsItsRectifierOutside() {
    Tensor product = variable("x", 3, 5).tensor().matmul(variable("w", 5, 4).tensor());
    Plan plan = plan(product, product.relu());
    assertThat(plan.size()).isEqualTo(2);
    assertThat(plan.toString()).doesNotContain("matmul+relu");
  }

  @Test
  void elementwiseChainsBroadcastsAndReductionsBecomeOneCall() {
    Tensor x = variable("x", 6, 5).tensor();
    Tensor scale = variable("s", 5).tensor();
    assertThat(plan(x.mul(scale).add(1).tanh().sum(0)).size()).isEqualTo(1);
  }

  @Test
  void aValueThatNeedsItsOwnMeanIsNotFusedWithItself() {
    Tensor x = variable("x", 6, 5).tensor();
    Tensor shifted = x.exp().sub(x.exp().sumKeep(1));
    assertThat(plan(shifted).size()).isEqualTo(2);
  }

  @Test
  void equalExpressionsAreComputedOnceAndUnneededOnesNever() {
    Tensor x = variable("x", 4, 4).tensor();
    Tensor unneeded = x.matmul(x);
    Plan plan = plan(x.matmul(x.transpose()).exp().add(x.matmul(x.transpose()).exp()));
    assertThat(plan.size()).isEqualTo(2);
    assertThat(unneeded.shape()).isEqualTo(x.shape());
  }

  @Test
  void transposesOfProductsCostNothing() {
    Tensor a = variable("a", 4, 6).tensor();
    Tensor b = variable("b", 5, 4).tensor();
    assertThat(plan(a.transpose().matmul(b.transpose())).size()).isEqualTo(1);
  }

  @Test
  void neutralElementsAndDoubleNegationsDisappear() {
    Tensor x = variable("x", 3).tensor();
    assertThat(plan(x.mul(1).add(0).neg().neg().div(1).reshape(3, 1).reshape(3)).size()).isZero();
  }

  @Test
  void bufferOfDeadValuesAreUsedAgain() {
    Tensor x = variable("x", 64, 64).tensor();
    Tensor y = x;
    for (int i = 0; i < 10; i++) {
      y = y.matmul(x);
    }
    assertThat(plan(y).workspaceBytes()).isLessThanOrEqualTo(2 * 64 * 64 * 4 + 64);
  }

  @Test
  void whatIsCheapIsComputedAgainWhereItIsReadAndNeverStored() {
    Tensor a = variable("a", 32, 32).tensor();
    Tensor centred = a.matmul(a).sub(variable("mean", 32).tensor());
    Tensor y = centred.mul(2).relu();
    Plan plan = plan(y.matmul(a).mul(centred));
    assertThat(plan.toString()).contains("fused[32, 32]{sub mul relu}", "fused[32, 32]{sub mul}");
    assertThat(plan.workspaceBytes()).isLessThanOrEqualTo(3 * 32 * 32 * 4);
  }

  @Test
  void whatIsReadFromFarIsStored() {
    Tensor a = variable("a", 32, 32).tensor();
    Tensor power = a.matmul(a).exp();
    assertThat(plan(power.matmul(a).mul(power)).toString())
        .contains("fused[32, 32]{exp}", "fused[32, 32]{mul}");
  }

  @Test
  void guardsSeparateWhatIsCheckedFromWhatIsWritten() {
    Variable w = variable("w", 8);
    Tensor loss = w.tensor().square().sum();
    Step step =
        Step.compile(
            List.of(loss),
            List.of(loss),
            List.of(new Assignment(w, w.tensor().mul(0.5))),
            Backends.all(),
            Pass.all(),
            StepOptions.plain());
    assertThat(step.plan().toString().lines().toList().get(1)).contains("guards are checked");
  }

  private static Plan plan(Tensor... outputs) {
    return Step.compile(outputs).plan();
  }

  private static Variable variable(String name, long... sizes) {
    return new Variable(name, TensorType.float32(sizes));
  }
}
