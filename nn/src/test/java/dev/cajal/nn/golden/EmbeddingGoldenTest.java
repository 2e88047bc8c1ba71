package dev.cajal.nn.golden;

import dev.cajal.nn.Embedding;
import dev.cajal.nn.EmbeddingBag;
import dev.cajal.nn.EmbeddingOptions;
import dev.cajal.nn.Module;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of vectors against golden values. */
class EmbeddingGoldenTest {

  static List<Golden> cases() {
    return Golden.family("embedding");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agrees(Golden golden) {
    golden.check(new Module[] {layer(golden), layer(golden)});
  }

  private static Module layer(Golden golden) {
    int num = golden.integer("num");
    int dim = golden.integer("dim");
    EmbeddingOptions options =
        EmbeddingOptions.DEFAULT
            .maxNorm(golden.real("maxnorm", Double.POSITIVE_INFINITY))
            .normType(golden.real("normtype", 2))
            .scaleGradByFreq(golden.truth("frequency"));
    if (golden.has("padding")) {
      options = options.paddingIdx(golden.integer("padding"));
    }
    return switch (golden.kind()) {
      case "embedding" -> new Embedding(num, dim, options);
      case "bag" ->
          new EmbeddingBag(
              num,
              dim,
              EmbeddingBag.Mode.valueOf(golden.text("mode").toUpperCase(Locale.ROOT)),
              options);
      default -> throw new IllegalStateException(golden.kind());
    };
  }
}
