package dev.cajal.cli.inspect;

import dev.cajal.classic.Pca;
import dev.cajal.classic.PrincipalComponents;
import dev.cajal.classic.Samples;
import dev.cajal.classic.embed.Embedding;
import dev.cajal.classic.embed.TSne;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Subset;
import dev.cajal.nn.transfer.Features;
import dev.cajal.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a layer says of the images of the data, computed once for all parts that ask. */
final class Codes {
  private static final int MOST_EMBEDDED = 10_000;
  private static final double PERPLEXITY = 30;

  private final Subject subject;
  private final Features features;
  private final Dataset images;
  private @Nullable Tensor all;
  private @Nullable Embedding embedding;
  private @Nullable PrincipalComponents components;

  private Codes(Subject subject, Features features, Dataset images) {
    this.subject = subject;
    this.features = features;
    this.images = images;
  }

  static Codes of(Subject subject) throws IOException {
    Optional<String> layer = Optional.empty();
    if (subject.options().layer().isPresent()) {
      List<String> paths = subject.paths().stream().filter(subject.pattern()::matches).toList();
      if (paths.size() != 1) {
        throw new IllegalArgumentException(
            "--layer: codes are those of one layer, the pattern fits " + String.join(", ", paths));
      }
      layer = Optional.of(paths.getFirst());
    }
    Features features = Features.of(subject.model(), subject.sample(), layer);
    return new Codes(subject, features, subject.data().samples());
  }

  /** The layer, in a few words. */
  String layer() {
    return features.layer();
  }

  /** The images, in the order of the codes. */
  Dataset images() {
    return images;
  }

  /** The codes of all images, [n, d]. */
  Tensor all() {
    if (all == null) {
      all = Samples.of(features.of(images, subject.prepare())).features();
    }
    return all;
  }

  /** The codes of other images of the same kind, [n, d]. */
  Tensor of(Dataset others) {
    return Samples.of(features.of(others, subject.prepare())).features();
  }

  /** The first images, as many as are embedded. */
  Dataset someImages() {
    return Subset.first(images, Math.min(images.size(), MOST_EMBEDDED));
  }

  /** The codes of these. */
  Tensor some() {
    return all != null ? all.slice(0, 0, someImages().size()) : of(someImages());
  }

  /** The places of these in the plane by t-SNE, with the largest perplexity up to 30 there is. */
  Embedding embedding() {
    if (embedding == null) {
      Samples codes = Samples.of(some());
      embedding = TSne.of(perplexity()).seed(subject.options().seed()).fit(codes);
    }
    return embedding;
  }

  /** The perplexity of the embedding. */
  double perplexity() {
    int others = someImages().size() - 1;
    if (others < 3) {
      throw new IllegalArgumentException(
          "%d images are too few for a map; at least 4 are needed".formatted(others + 1));
    }
    return Math.min(PERPLEXITY, Math.floorDiv(others, 3));
  }

  /** The first two principal components of these. */
  PrincipalComponents components() {
    if (components == null) {
      components = Pca.of(2).fit(Samples.of(some()));
    }
    return components;
  }
}
