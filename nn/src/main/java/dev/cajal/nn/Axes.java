package dev.cajal.nn;

import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;
import java.util.List;

/** What inputs over one to three spatial axes are called, and the check that an input is one. */
final class Axes {
  private static final List<String> EXPECTED =
      List.of(
          "sequences [n, channels, length]",
          "images [n, channels, height, width]",
          "volumes [n, channels, depth, height, width]");

  private Axes() {}

  /** Throws unless the input has a batch axis, a channel axis and a number of spatial axes. */
  static void require(Tensor x, int axes, String layer, String path) {
    if (x.rank() != axes + 2) {
      throw new ShapeException(
              "input is "
                  + x.shape()
                  + ", expected "
                  + EXPECTED.get(axes - 1)
                  + "; reshape or unsqueeze it")
          .at(layer, path);
    }
  }

  /** Throws if the input has fewer axes than are expected. */
  static void requireRank(Tensor x, int least, String expected, String layer, String path) {
    if (x.rank() < least) {
      throw new ShapeException("input is " + x.shape() + ", expected " + expected).at(layer, path);
    }
  }

  /** Throws unless the channels of an input divide into groups. */
  static void requireGroups(Tensor x, int groups, String layer, String path) {
    if (x.dim(1) % groups != 0) {
      throw new ShapeException(
              "input "
                  + x.shape()
                  + " has "
                  + x.dim(1)
                  + " channels, which do not divide into "
                  + groups
                  + " groups")
          .at(layer, path);
    }
  }
}
