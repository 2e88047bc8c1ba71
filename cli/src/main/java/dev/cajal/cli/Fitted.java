package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Transformed;
import dev.cajal.nn.data.transform.Resize;
import java.io.IOException;

/** Brings images to the size that a network takes. */
final class Fitted {
  private Fitted() {}

  /** Returns the data resized if only the size of its images differs, and says so. */
  static DataSource to(Shape input, DataSource source) {
    Shape given = source.train().shape();
    boolean onlySize = given.rank() == 3 && input.rank() == 3 && given.dim(0) == input.dim(0);
    if (!onlySize || given.equals(input)) {
      return source;
    }
    Resize resize = new Resize(Math.toIntExact(input.dim(1)), Math.toIntExact(input.dim(2)));
    return new DataSource(
        source.name(),
        new Transformed(source.train(), resize),
        new Transformed(source.test(), resize),
        "%s, resized to %d × %d".formatted(source.provenance(), resize.height(), resize.width()));
  }

  /**
   * Returns the data resized if only the size of its images differs, and refuses other shapes.
   *
   * @param input what a trained model takes
   */
  static DataSource exactly(Shape input, DataSource source) throws IOException {
    DataSource fitted = to(input, source);
    if (!fitted.train().shape().equals(input)) {
      throw new IOException(
          "the model takes images of %s, the data has %s; choose other --data"
              .formatted(Models.sizes(input), Models.sizes(fitted.train().shape())));
    }
    return fitted;
  }
}
