package dev.cajal.nn.golden;

import dev.cajal.backend.DType;
import dev.cajal.tensor.Ordered;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Movement, indexing, order and products against golden values. */
class IndexingGoldenTest {

  static List<Golden> cases() {
    return Golden.family("indexing");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    golden.check(xs -> results(golden, xs));
  }

  private static List<Tensor> results(Golden golden, List<Tensor> xs) {
    return xs.isEmpty() ? List.of(made(golden)) : applied(golden, xs);
  }

  private static Tensor made(Golden golden) {
    DType dtype = DType.FLOAT64;
    return switch (golden.kind()) {
      case "eye" -> Tensor.eye(dtype, golden.integer("n"));
      case "arange" ->
          Tensor.arange(dtype, golden.real("start"), golden.real("end"), golden.real("step"));
      case "linspace" ->
          Tensor.linspace(dtype, golden.real("start"), golden.real("end"), golden.integer("steps"));
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static List<Tensor> applied(Golden golden, List<Tensor> xs) {
    Tensor x = Views.of(golden, xs.getFirst());
    int axis = golden.integer("axis", 0);
    int offset = golden.integer("offset", 0);
    return switch (golden.kind()) {
      case "sort" -> both(x.sort(axis, golden.truth("descending")));
      case "topk" -> both(x.topk(golden.integer("k"), axis, golden.truth("largest")));
      case "kthvalue" -> both(x.kthValue(golden.integer("k"), axis));
      case "median" -> both(x.median(axis));
      case "split" -> x.split(axis, longs(golden, "sizes"));
      case "chunk" -> x.chunk(axis, golden.integer("count"));
      case "unbind" -> x.unbind(axis);
      case "stack" -> List.of(Tensor.stack(axis, xs));
      case "concat" -> List.of(Tensor.concat(axis, xs));
      case "einsum" -> List.of(Tensor.einsum(golden.text("equation"), xs.toArray(Tensor[]::new)));
      case "flip" -> List.of(x.flip(axis));
      case "roll" -> List.of(x.roll(axis, golden.integer("shift")));
      case "tile" -> List.of(x.tile(longs(golden, "times")));
      case "repeat_interleave" -> List.of(x.repeatInterleave(axis, golden.integer("times")));
      case "diag" -> List.of(x.diag(offset));
      case "diagonal" -> List.of(x.diagonal(offset));
      case "diag_embed" -> List.of(x.diagEmbed(offset));
      case "tril" -> List.of(x.tril(offset));
      case "triu" -> List.of(x.triu(offset));
      case "gather" -> List.of(x.takeAlong(axis, xs.get(1)));
      case "scatter_add" -> List.of(x.addAlong(axis, xs.get(1), xs.get(2)));
      case "scatter" -> List.of(x.putAlong(axis, xs.get(1), xs.get(2)));
      case "index_select" -> List.of(x.gather(axis, xs.get(1)));
      case "one_hot" -> List.of(x.oneHot(golden.integer("classes"), DType.INT64));
      case "masked_fill" -> List.of(x.maskedFill(xs.get(1).greater(0), golden.real("value")));
      case "where" -> List.of(chosen(golden, x, xs.get(1)));
      case "outer" -> List.of(x.outer(xs.get(1)));
      case "dot" -> List.of(x.dot(xs.get(1)));
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static Tensor chosen(Golden golden, Tensor x, Tensor y) {
    return golden.truth("product") ? x.greater(y).where(x.mul(y), y) : x.greater(0).where(x, y);
  }

  private static List<Tensor> both(Ordered ordered) {
    return List.of(ordered.values(), ordered.indices());
  }

  private static long[] longs(Golden golden, String option) {
    return Arrays.stream(golden.integers(option)).asLongStream().toArray();
  }
}
