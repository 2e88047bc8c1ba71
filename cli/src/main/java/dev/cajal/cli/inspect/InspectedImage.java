package dev.cajal.cli.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.image.PictureDecoder;
import dev.cajal.viz.Picture;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An image to look at.
 *
 * @param name what it is, in a few words
 * @param pixels [channels, height, width], from 0 to 1
 */
record InspectedImage(String name, Tensor pixels) {

  /**
   * Finds an image.
   *
   * @param word the number of an image of the data, or a file
   */
  static InspectedImage choose(String word, Subject subject) throws IOException {
    Shape shape = subject.sample();
    if (!word.matches("-?\\d{1,18}")) {
      Path file = Path.of(word);
      float[] pixels = new PictureDecoder().decode(file).toSample(shape);
      return new InspectedImage(String.valueOf(file.getFileName()), Tensor.of(shape, pixels));
    }
    InspectedData data = subject.data();
    Dataset samples = data.samples();
    long place = Long.parseLong(word);
    if (place < 0 || place >= samples.size()) {
      throw new IllegalArgumentException(
          "--image %s: there are the images 0 to %d of %s"
              .formatted(word, samples.size() - 1, data.name()));
    }
    int index = Math.toIntExact(place);
    String label = samples.classes().get(samples.label(index));
    return new InspectedImage(
        "image %d of %s: %s".formatted(index, data.name(), label), pixels(samples, index));
  }

  /** Returns a sample, from 0 to 1. */
  static Tensor pixels(Dataset samples, int index) {
    float[] pixels = new float[Math.toIntExact(samples.shape().count())];
    samples.read(index, pixels, 0);
    return Tensor.of(samples.shape(), pixels);
  }

  /** Returns a sample as people see it. */
  static Picture picture(Dataset samples, int index) {
    return new InspectedImage("", pixels(samples, index)).picture();
  }

  /** Returns the image as the model takes it, [1, …]. */
  Tensor prepared(Transform prepare) {
    Transform.Stage stage = prepare.on(pixels.shape());
    float[] target = new float[Math.toIntExact(stage.shape().count())];
    stage.apply(pixels.toArray(), target, new RandomStream(0, "inspect").at(0, 0));
    return Tensor.of(Shape.of(1).concat(stage.shape()), target);
  }

  /** Returns the image as people see it; of other than 1 or 3 channels the first. */
  Picture picture() {
    Shape shape = pixels.shape();
    int height = Math.toIntExact(shape.dim(1));
    int width = Math.toIntExact(shape.dim(2));
    boolean colours = shape.dim(0) == 3;
    Tensor shown = colours ? pixels : pixels.slice(0, 0, 1);
    return Picture.ofPlanes(shown.toArray(), colours ? 3 : 1, height, width, 0, 1);
  }
}
