package dev.cajal.zoo;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.nn.Module;
import java.util.function.IntFunction;

/**
 * An architecture of the zoo.
 *
 * @param name what users type, such as {@code lenet5}
 * @param title one line that says what it is and where it was published
 * @param input the shape of one sample it was made for
 * @param classes how many classes it was made for
 * @param recipe how it is trained unless asked otherwise
 * @param factory makes the model, not yet built, for a number of classes
 */
public record Network(
    String name,
    String title,
    Shape input,
    int classes,
    Recipe recipe,
    IntFunction<Module> factory) {

  /** Returns whether samples are text: numbers of characters. */
  public boolean text() {
    return input.rank() == 1;
  }

  /** Returns the model, not yet built, for the number of classes it was made for. */
  public Module create() {
    return create(classes);
  }

  /**
   * Returns the model, not yet built.
   *
   * @param classes the number of scores that it puts out
   */
  public Module create(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException(name + ": " + classes + " classes; at least 1 is needed");
    }
    return factory.apply(classes);
  }

  /**
   * Returns the shape of the smallest image, square and with the usual number of channels, that the
   * architecture accepts; the usual shape where samples are no images. Checks of a big network are
   * affordable on it.
   */
  public Shape smallest() {
    if (input.rank() != 3) {
      return input;
    }
    long refused = 0;
    long accepted = input.dim(-1);
    while (accepted - refused > 1) {
      long size = (refused + accepted) / 2;
      if (accepts(image(size))) {
        accepted = size;
      } else {
        refused = size;
      }
    }
    return image(accepted);
  }

  private Shape image(long size) {
    return Shape.of(input.dim(0), size, size);
  }

  private boolean accepts(Shape sample) {
    try {
      return create().declare(sample).count() > 0;
    } catch (ShapeException e) {
      return false;
    }
  }
}
