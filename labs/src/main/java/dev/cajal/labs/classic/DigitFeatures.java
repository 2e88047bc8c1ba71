package dev.cajal.labs.classic;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.Shape;
import dev.cajal.classic.Pca;
import dev.cajal.classic.PrincipalComponents;
import dev.cajal.classic.Samples;
import dev.cajal.nn.Activation;
import dev.cajal.nn.AvgPool2d;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What can be said of a digit of 28 × 28 pixels before anything is compared. */
final class DigitFeatures {
  /** The kinds of features, as pages call them. */
  static final List<String> NAMES = List.of("pixels", "components", "whitened", "edges");

  private static final int COMPONENTS = 40;
  private static final int DIRECTIONS = 8;
  private static final int SIDE = 28;
  private static final int CELL = 4;
  private static final int BATCH = 500;

  private final PrincipalComponents whitening;

  private DigitFeatures(PrincipalComponents whitening) {
    this.whitening = whitening;
  }

  /** Principal components are those of the given samples; the rest needs none. */
  static DigitFeatures fittedOn(Samples train) {
    return new DigitFeatures(Pca.of(COMPONENTS).whitened().fit(train));
  }

  /** Returns features of one kind for rows of pixels. */
  Samples of(String name, Samples pixels) {
    return switch (name) {
      case "pixels" -> pixels;
      case "components" -> pixels.map(x -> whitening.predict(x).mul(whitening.variances().sqrt()));
      case "whitened" -> pixels.map(whitening::predict);
      case "edges" -> pixels.map(DigitFeatures::edges);
      default -> throw new IllegalArgumentException("no features are called " + name);
    };
  }

  /** What the names mean, for the page. */
  static String description() {
    return "Features: pixels; the first "
        + COMPONENTS
        + " principal components; these whitened, so that their distance is Mahalanobis's; edges,"
        + " slopes of the brightness along "
        + DIRECTIONS
        + " directions in cells of "
        + CELL
        + " × "
        + CELL
        + " pixels.";
  }

  /**
   * How strong edges are, by their direction and place: the slope of the brightness along eight
   * directions where it is positive, averaged over cells of 4 × 4 pixels. A plain relative of HOG
   * (Dalal and Triggs 2005).
   *
   * @param pixels [n, 784]
   * @return [n, 392]
   */
  static Tensor edges(Tensor pixels) {
    Module model =
        new Sequential(
            new Conv2d(DIRECTIONS, kernel(3).padding(1), false),
            Activation.relu(),
            new AvgPool2d(CELL));
    model.build(Shape.of(1, SIDE, SIDE), 0);
    float[] filters = new float[DIRECTIONS * 9];
    for (int i = 0; i < filters.length; i++) {
      double angle = 2 * Math.PI * Math.floorDiv(i, 9) / DIRECTIONS;
      int x = i % 3 - 1;
      int y = Math.floorDiv(i % 9, 3) - 1;
      // Sobel's slopes along x and y, turned.
      double right = x * (y == 0 ? 2 : 1);
      double down = y * (x == 0 ? 2 : 1);
      filters[i] = (float) (Math.cos(angle) * right + Math.sin(angle) * down);
    }
    model.variable("0.weight").set(filters);
    List<Tensor> parts = new ArrayList<>();
    long n = pixels.dim(0);
    for (long from = 0; from < n; from += BATCH) {
      long to = Math.min(n, from + BATCH);
      Tensor images = pixels.slice(0, from, to).reshape(to - from, 1, SIDE, SIDE);
      Tensor edges = model.apply(images);
      parts.add(edges.reshape(to - from, edges.shape().count() / (to - from)).detach());
    }
    return Tensor.concat(0, parts).detach();
  }
}
