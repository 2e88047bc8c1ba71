package dev.cajal.nn.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeometryTest {
  private static final int SIDE = 21;
  private static final Shape SHAPE = Shape.of(1, SIDE, SIDE);

  @Test
  void nothingMovesWithoutRanges() {
    float[] image = noise();
    assertThat(apply(Affine.NONE, image, 0)).usingComparatorWithPrecision(1e-5f).isEqualTo(image);
    assertThat(apply(new Elastic(0, 4), image, 0)).isEqualTo(image);
  }

  @Test
  void theCentreStaysWhenTurning() {
    float[] image = new float[SIDE * SIDE];
    image[10 * SIDE + 10] = 1;
    for (int i = 0; i < 20; i++) {
      float[] turned = apply(new Rotate(180), image, i);
      assertThat(turned[10 * SIDE + 10]).isCloseTo(1, within(1e-5f));
    }
  }

  @Test
  void turningKeepsTheDistanceFromTheCentreAndFollowsTheAngle() {
    float[] image = new float[SIDE * SIDE];
    blob(image, 16, 10);
    for (int i = 0; i < 50; i++) {
      double[] centre = centreOfMass(apply(new Rotate(40), image, i));
      assertThat(Math.hypot(centre[0], centre[1])).isCloseTo(6, within(0.2));
      double drawn = 40 * (2 * new RandomStream(3, "test").at(0, i).nextFloat() - 1);
      // Counter-clockwise: to the right of the centre, upwards, where y is negative.
      assertThat(Math.toDegrees(Math.atan2(-centre[1], centre[0]))).isCloseTo(drawn, within(1.5));
    }
  }

  @Test
  void shiftsStayWithinTheirRange() {
    float[] image = new float[SIDE * SIDE];
    blob(image, 10, 10);
    double farthest = 0;
    for (int i = 0; i < 200; i++) {
      double[] centre = centreOfMass(apply(Affine.NONE.shift(0.2), image, i));
      farthest = Math.max(farthest, Math.max(Math.abs(centre[0]), Math.abs(centre[1])));
    }
    assertThat(farthest).isBetween(3.8, 4.21);
  }

  @Test
  void scalingChangesTheArea() {
    float[] image = new float[SIDE * SIDE];
    for (int y = 7; y <= 13; y++) {
      for (int x = 7; x <= 13; x++) {
        image[y * SIDE + x] = 1;
      }
    }
    double least = 1e9;
    double most = 0;
    for (int i = 0; i < 200; i++) {
      double mass = mass(apply(Affine.NONE.scale(0.3), image, i));
      least = Math.min(least, mass);
      most = Math.max(most, mass);
    }
    assertThat(least).isCloseTo(49 * 0.49, within(3.0));
    assertThat(most).isCloseTo(49 * 1.69, within(3.0));
  }

  @Test
  void aShearMovesRowsAgainstEachOther() {
    float[] image = new float[SIDE * SIDE];
    blob(image, 10, 4);
    double farthest = 0;
    for (int i = 0; i < 200; i++) {
      double[] centre = centreOfMass(apply(Affine.NONE.shear(0.5), image, i));
      assertThat(centre[1]).isCloseTo(-6, within(0.1));
      farthest = Math.max(farthest, Math.abs(centre[0]));
    }
    assertThat(farthest).isBetween(2.8, 3.05);
  }

  @Test
  void elasticDistortionMovesNeighboursTogether() {
    Shape shape = Shape.of(2, 28, 28);
    float[] image = new float[2 * 784];
    for (int i = 0; i < 784; i++) {
      image[i] = i % 28;
      image[784 + i] = Math.floorDiv(i, 28);
    }
    Transform.Stage stage = new Elastic(34, 4).on(shape);
    float[] bent = new float[2 * 784];
    double squares = 0;
    int count = 0;
    for (int sample = 0; sample < 30; sample++) {
      stage.apply(image, bent, new RandomStream(3, "test").at(0, sample));
      for (int y = 8; y < 20; y++) {
        for (int x = 8; x < 20; x++) {
          double dx = bent[y * 28 + x] - x;
          double next = bent[y * 28 + x + 1] - (x + 1);
          assertThat(next - dx).isBetween(-1.5, 1.5);
          squares += dx * dx;
          count++;
        }
      }
    }
    // A blurred field has the variance of the noise, 1/3, times the sum of squared weights
    // 1/(4πσ²).
    double expected = 34 * Math.sqrt(1.0 / 3 / (4 * Math.PI * 16));
    assertThat(Math.sqrt(squares / count)).isCloseTo(expected, within(0.15 * expected));
  }

  @Test
  void smoothingSpreadsAPointLikeAGaussian() {
    for (double sigma : new double[] {2, 3.3, 4}) {
      float[] plane = new float[Smoothing.space(41, 31)];
      plane[20 * 31 + 15] = 1;
      new Smoothing(41, 31, sigma).apply(plane);
      double sum = 0;
      double variance = 0;
      for (int i = 0; i < 41 * 31; i++) {
        sum += plane[i];
        variance += plane[i] * Math.pow(i / 31 - 20, 2);
      }
      assertThat(sum).isCloseTo(1, within(1e-3));
      assertThat(variance).isCloseTo(sigma * sigma, within(0.02 * sigma * sigma));
      double peak = 1 / (2 * Math.PI * sigma * sigma);
      assertThat((double) plane[20 * 31 + 15]).isCloseTo(peak, within(0.15 * peak));
    }
  }

  @Test
  void resizingKeepsConstantsAndRamps() {
    float[] ramp = new float[12];
    for (int i = 0; i < 12; i++) {
      ramp[i] = i % 4;
    }
    Transform.Stage stage = new Resize(6, 8).on(Shape.of(1, 3, 4));
    float[] result = new float[48];
    stage.apply(ramp, result, new RandomStream(0, "test"));
    for (int y = 0; y < 6; y++) {
      for (int x = 1; x < 7; x++) {
        assertThat(result[y * 8 + x]).isCloseTo((x + 0.5f) / 2 - 0.5f, within(1e-5f));
      }
    }
  }

  @Test
  void shrinkingAverages() {
    float[] checks = new float[64];
    for (int i = 0; i < 64; i++) {
      checks[i] = (i + i / 8) % 2;
    }
    Transform.Stage stage = new Resize(2, 2).on(Shape.of(1, 8, 8));
    float[] result = new float[4];
    stage.apply(checks, result, new RandomStream(0, "test"));
    for (float value : result) {
      assertThat(value).isCloseTo(0.5f, within(0.02f));
    }
  }

  private static float[] apply(Transform transform, float[] image, int sample) {
    float[] result = new float[image.length];
    transform.on(SHAPE).apply(image, result, new RandomStream(3, "test").at(0, sample));
    return result;
  }

  private static float[] noise() {
    Random random = new Random(1);
    float[] image = new float[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextFloat();
    }
    return image;
  }

  private static void blob(float[] image, int cx, int cy) {
    for (int y = -2; y <= 2; y++) {
      for (int x = -2; x <= 2; x++) {
        image[(cy + y) * SIDE + cx + x] = 3 - Math.max(Math.abs(x), Math.abs(y));
      }
    }
  }

  private static double mass(float[] image) {
    double sum = 0;
    for (float value : image) {
      sum += value;
    }
    return sum;
  }

  private static double[] centreOfMass(float[] image) {
    double[] centre = new double[2];
    for (int i = 0; i < image.length; i++) {
      centre[0] += image[i] * (i % SIDE - 10);
      centre[1] += image[i] * (i / SIDE - 10);
    }
    centre[0] /= mass(image);
    centre[1] /= mass(image);
    return centre;
  }
}
