package dev.cajal.nn.golden;

import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrix products and linear layers against golden values. */
class MatMulGoldenTest {

  static List<Golden> cases() {
    return Golden.family("matmul");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    switch (golden.kind()) {
      case "matmul" -> golden.check(xs -> List.of(xs.get(0).matmul(xs.get(1))));
      case "linear" -> golden.check(new Module[] {layer(golden), layer(golden)});
      default -> throw new IllegalStateException(golden.kind());
    }
  }

  private static Linear layer(Golden golden) {
    return new Linear(golden.integer("out"), !golden.truth("nobias"));
  }
}
