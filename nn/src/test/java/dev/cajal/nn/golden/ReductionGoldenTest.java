package dev.cajal.nn.golden;

import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions, running sums and products, and functions of each element against golden values. */
class ReductionGoldenTest {

  static List<Golden> cases() {
    return Golden.family("reductions");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    golden.check(xs -> List.of(result(golden, Views.of(golden, xs.getFirst()), xs)));
  }

  private static Tensor result(Golden golden, Tensor x, List<Tensor> xs) {
    return switch (golden.kind()) {
      case "cumsum" -> x.cumsum(golden.integer("axis"));
      case "cumprod" -> x.cumprod(golden.integer("axis"));
      case "argmax" -> x.argmax(golden.integer("axis"));
      case "argmin" -> x.argmin(golden.integer("axis"));
      case "any" -> x.any(golden.integer("axis"));
      case "all" -> x.all(golden.integer("axis"));
      case "int_sum" -> x.sum();
      case "unary" -> unary(golden.text("of"), x);
      case "binary" -> binary(golden.text("of"), x, xs.get(1));
      case "compare" -> compared(golden.text("of"), x, xs.get(1));
      case "logical" -> logical(golden.text("of"), x, xs.get(1));
      case "test" -> tested(golden.text("of"), x);
      case "remainder" -> x.remainder(xs.get(1));
      case "pow" -> golden.has("exponent") ? x.pow(golden.real("exponent")) : x.pow(xs.get(1));
      case "normalize" -> x.normalize(golden.real("p"), golden.integer("axis"), 1e-12);
      case "cosine_similarity" -> x.cosineSimilarity(xs.get(1), golden.integer("axis"));
      case "pairwise_distance" -> x.pairwiseDistance(xs.get(1), golden.real("p"));
      case "clamp" -> x.clamp(xs.get(1), xs.get(2));
      default -> reduced(golden, x, golden.integers("axes"));
    };
  }

  private static Tensor reduced(Golden golden, Tensor x, int... axes) {
    return switch (golden.kind()) {
      case "sum" -> x.sum(axes);
      case "mean" -> x.mean(axes);
      case "amax" -> x.max(axes);
      case "amin" -> x.min(axes);
      case "prod" -> x.prod(axes);
      case "logsumexp" -> x.logSumExp(axes);
      case "var" -> x.var(axes, golden.real("correction"));
      case "std" -> x.std(axes, golden.real("correction"));
      case "norm" -> x.norm(golden.real("p"), axes);
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static Tensor unary(String name, Tensor x) {
    return switch (name) {
      case "abs" -> x.abs();
      case "acos" -> x.acos();
      case "asin" -> x.asin();
      case "atan" -> x.atan();
      case "ceil" -> x.ceil();
      case "cos" -> x.cos();
      case "cosh" -> x.cosh();
      case "erf" -> x.erf();
      case "exp" -> x.exp();
      case "exp2" -> x.exp2();
      case "expm1" -> x.expm1();
      case "floor" -> x.floor();
      case "log" -> x.log();
      case "log10" -> x.log10();
      case "log1p" -> x.log1p();
      case "log2" -> x.log2();
      case "reciprocal" -> x.reciprocal();
      case "round" -> x.round();
      case "rsqrt" -> x.rsqrt();
      case "sign" -> x.sign();
      case "sin" -> x.sin();
      case "sinh" -> x.sinh();
      case "sqrt" -> x.sqrt();
      case "square" -> x.square();
      case "tan" -> x.tan();
      case "trunc" -> x.trunc();
      default -> throw new IllegalStateException(name);
    };
  }

  private static Tensor binary(String name, Tensor x, Tensor y) {
    return switch (name) {
      case "add" -> x.add(y);
      case "sub" -> x.sub(y);
      case "mul" -> x.mul(y);
      case "div" -> x.div(y);
      case "maximum" -> x.maximum(y);
      case "minimum" -> x.minimum(y);
      default -> throw new IllegalStateException(name);
    };
  }

  private static Tensor compared(String name, Tensor x, Tensor y) {
    return switch (name) {
      case "lt" -> x.less(y);
      case "le" -> x.lessOrEqual(y);
      case "gt" -> x.greater(y);
      case "ge" -> x.greaterOrEqual(y);
      case "eq" -> x.equalTo(y);
      case "ne" -> x.notEqualTo(y);
      default -> throw new IllegalStateException(name);
    };
  }

  private static Tensor logical(String name, Tensor x, Tensor y) {
    return switch (name) {
      case "logical_and" -> x.logicalAnd(y);
      case "logical_or" -> x.logicalOr(y);
      case "logical_xor" -> x.logicalXor(y);
      default -> throw new IllegalStateException(name);
    };
  }

  private static Tensor tested(String name, Tensor x) {
    return switch (name) {
      case "isnan" -> x.isNaN();
      case "isinf" -> x.isInf();
      case "isfinite" -> x.isFinite();
      default -> throw new IllegalStateException(name);
    };
  }
}
