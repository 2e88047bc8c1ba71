package dev.cajal.labs.convolution;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.RandomStream;
import java.util.List;

/**
 * Images seen in all kinds of light: each gets a contrast of its own, ink lighter or darker than
 * the ground, and a slope of brightness across it.
 *
 * @param images of one channel
 * @param seed decides the light
 */
record RelitDigits(Dataset images, long seed) implements Dataset {

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public Shape shape() {
    return images.shape();
  }

  @Override
  public List<String> classes() {
    return images.classes();
  }

  @Override
  public String description() {
    return images.description() + ", in random light";
  }

  @Override
  public int label(int index) {
    return images.label(index);
  }

  @Override
  public void read(int index, float[] target, int offset) {
    images.read(index, target, offset);
    RandomStream random = new RandomStream(seed, images.description()).at(index, 0);
    float contrast = random.uniform(0.15, 1) * (random.nextInt(2) * 2 - 1);
    float across = random.uniform(-0.25, 0.25);
    float down = random.uniform(-0.25, 0.25);
    int height = Math.toIntExact(shape().dim(1));
    int width = Math.toIntExact(shape().dim(2));
    for (int i = 0; i < height * width; i++) {
      float x = (i % width + 0.5f) / width - 0.5f;
      float y = (Math.floorDiv(i, width) + 0.5f) / height - 0.5f;
      float ink = target[offset + i] - 0.5f;
      float value = 0.5f + 0.5f * contrast * ink + across * x + down * y;
      target[offset + i] = Math.clamp(value, 0f, 1f);
    }
  }
}
