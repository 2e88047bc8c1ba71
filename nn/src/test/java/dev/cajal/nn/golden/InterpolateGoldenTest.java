package dev.cajal.nn.golden;

import dev.cajal.tensor.Interpolation;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interpolation against golden values. */
class InterpolateGoldenTest {

  static List<Golden> cases() {
    return Golden.family("interpolate");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    Interpolation how =
        new Interpolation(
            Interpolation.Mode.valueOf(
                golden.text("mode").toUpperCase(Locale.ROOT).replace('-', '_')),
            golden.truth("align_corners"),
            golden.truth("recompute_scale_factor"));
    golden.check(xs -> List.of(resampled(golden, how, xs.getFirst())));
  }

  private static Tensor resampled(Golden golden, Interpolation how, Tensor x) {
    if (golden.has("size")) {
      return x.interpolate(how, Arrays.stream(golden.integers("size")).asLongStream().toArray());
    }
    return x.rescale(
        how,
        Arrays.stream(golden.text("factor").split(",", -1))
            .mapToDouble(Double::parseDouble)
            .toArray());
  }
}
