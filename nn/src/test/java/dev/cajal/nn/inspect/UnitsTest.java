package dev.cajal.nn.inspect;

import static dev.cajal.backend.DType.FLOAT32;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.inspect.TopPatches.Patch;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What units do over a whole data set, against what is computed by hand or image by image. */
class UnitsTest {
  private static final Shape SAMPLE = Shape.of(1, 6, 6);

  @Test
  void deadUnitsAreListed() {
    Module model =
        new Sequential(new Conv2d(3, kernel(1)), Activation.relu(), new Flatten(), new Linear(2));
    model.build(SAMPLE, 1);
    model.variable("0.weight").set(1, -1, 1);
    model.variable("0.bias").set(0, 0, -0.5);
    Dataset data = data(5, (i, p) -> i == 4 && p == 7 ? 0.9f : 0.25f);
    assertThat(UnitActivity.rectifiers(model, SAMPLE)).containsExactly("1");
    UnitActivity relu = UnitActivity.of(model, data, Transform.IDENTITY, List.of("1")).getFirst();
    assertThat(relu.dead()).containsExactly(1);
    assertThat(relu.deadShare()).isEqualTo(1 / 3.0);
    UnitActivity.Unit third = relu.units().get(2);
    assertThat(third.largest()).isEqualTo(0.4, within(1e-6));
    assertThat(third.positive()).isEqualTo(1 / 180.0, within(1e-12));
    assertThat(third.mean()).isEqualTo(0.4 / 180, within(1e-8));
    assertThat(relu.units().get(0).positive()).isEqualTo(1);
    assertThatThrownBy(() -> UnitActivity.of(model, data, Transform.IDENTITY, List.of("7")))
        .hasMessage("nothing is computed at '7'; the nearest layers are 0, 1, 2");
  }

  @Test
  void theClassExplainsWhatFollowsIt() {
    Module model = new Sequential(new Flatten(), new Linear(3));
    model.build(SAMPLE, 1);
    double[] weights = new double[108];
    weights[0] = 1; // the first pixel: the class
    weights[37] = 1; // the second: has nothing to do with it
    model.variable("1.weight").set(weights);
    model.variable("1.bias").set(0, 0, 5);
    Dataset data = data(200, (i, p) -> p == 0 ? i % 2 : p == 1 ? i / 2 % 2 : 0);
    List<UnitActivity.Unit> units =
        UnitActivity.of(model, data, Transform.IDENTITY, List.of("1")).getFirst().units();
    assertThat(units.get(0).classes()).isEqualTo(1, within(1e-9));
    assertThat(units.get(1).classes()).isZero();
    assertThat(units.get(2).classes()).as("it never changes").isZero();
  }

  @Test
  void patchesLieWhereTheUnitLooks() {
    Module model = new Sequential(new Conv2d(2, kernel(3).padding(1)), new MaxPool2d(2));
    model.build(SAMPLE, 1);
    double[] weights = new double[18];
    weights[4] = 1; // unit 0: the pixel itself
    weights[9] = 1; // unit 1: the pixel above and left of it
    model.variable("0.weight").set(weights);
    model.variable("0.bias").set(0, 0);
    // In sample i, pixel (1, 2) is i / 10.
    Dataset data = data(7, (i, p) -> p == 8 ? i / 10f : 0);
    TopPatches conv = TopPatches.of(model, data, Transform.IDENTITY, "0", 2);
    assertThat(conv.units()).isEqualTo(2);
    assertThat(conv.of(0))
        .containsExactly(new Patch(6, 0.6f, 0, 1, 3, 3), new Patch(5, 0.5f, 0, 1, 3, 3));
    assertThat(conv.of(1).getFirst()).isEqualTo(new Patch(6, 0.6f, 1, 2, 3, 3));
    assertThat(conv.crop(data, conv.of(0).getFirst()).toArray())
        .containsExactly(0, 0, 0, 0, 0.6f, 0, 0, 0, 0);
    // A window of 2 × 2 by steps of 2 over fields of 3 × 3 that begin one outside: rows −1 to 2.
    TopPatches pooled = TopPatches.of(model, data, Transform.IDENTITY, "1", 1);
    Patch best = pooled.of(0).getFirst();
    assertThat(best).isEqualTo(new Patch(6, 0.6f, -1, 1, 4, 4));
    float nan = Float.NaN;
    assertThat(pooled.crop(data, best).toArray())
        .containsExactly(nan, nan, nan, nan, 0, 0, 0, 0, 0, 0.6f, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void theyAreThoseFoundImageByImage() {
    Module model = net();
    SplittableRandom random = new SplittableRandom(3);
    double[] noise = random.doubles(150 * 36).toArray();
    Dataset data = data(150, (i, p) -> (float) noise[i * 36 + p]);
    Activations seen =
        Activations.of(model, Tensor.of(Shape.of(150, 1, 6, 6), noise).cast(FLOAT32));
    float[] maps = seen.at("2").toArray();
    TopPatches top = TopPatches.of(model, data, Transform.IDENTITY, "2", 5);
    for (int unit = 0; unit < 4; unit++) {
      List<Patch> all = new ArrayList<>();
      for (int i = 0; i < data.size(); i++) {
        int from = (i * 4 + unit) * 4;
        int best =
            IntStream.range(0, 4)
                .boxed()
                .max(Comparator.comparing(p -> maps[from + p]))
                .orElseThrow();
        all.add(new Patch(i, maps[from + best], best / 2 * 2, best % 2 * 2, 4, 4));
      }
      all.sort(Comparator.comparing(Patch::value).reversed());
      assertThat(top.of(unit)).containsExactlyElementsOf(all.subList(0, 5));
    }
  }

  @Test
  void theDirectionsOfAnIdentityAreTheUnits() {
    Dataset data = data(20, (i, p) -> (i * 7 + p * 5) % 36 / 36f);
    Module model = net();
    TopPatches units = TopPatches.of(model, data, Transform.IDENTITY, "2", 3);
    Tensor identity = Tensor.of(Shape.of(4, 4), 1f, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    TopPatches same = TopPatches.along(identity, model, data, Transform.IDENTITY, "2", 3);
    assertThat(same.units()).isEqualTo(4);
    for (int u = 0; u < 4; u++) {
      assertThat(same.of(u)).isEqualTo(units.of(u));
    }
    Tensor sum = Tensor.of(Shape.of(1, 4), 1f, 1, 1, 1);
    assertThat(TopPatches.along(sum, model, data, Transform.IDENTITY, "2", 3).units()).isOne();
  }

  @Test
  void unitsWithoutPlacesSeeTheWholeImage() {
    Module model = new Sequential(new Flatten(), new Linear(2));
    model.build(SAMPLE, 1);
    Dataset data = data(3, (i, p) -> i);
    TopPatches top = TopPatches.of(model, data, Transform.IDENTITY, "1", 9);
    assertThat(top.of(0)).hasSize(3);
    Patch patch = top.of(1).getFirst();
    assertThat(List.of(patch.top(), patch.left(), patch.height(), patch.width()))
        .containsExactly(0, 0, 6, 6);
    assertThatThrownBy(() -> TopPatches.of(model, data, Transform.IDENTITY, "1", 0))
        .hasMessage("top patches: k is 0, must be at least 1");
  }

  @Test
  void aRankingHoldsNoMoreThanItIsAskedTo() {
    Ranking ranking = new Ranking(3);
    for (int i = 0; i < 1_000_000; i++) {
      ranking.offer(i % 1000, i, 2 * i);
    }
    ranking.offer(Float.NaN, 7, 7);
    assertThat(ranking.size()).isEqualTo(3);
    for (int rank = 0; rank < 3; rank++) {
      assertThat(ranking.value(rank)).isEqualTo(999);
      assertThat(ranking.sample(rank)).as("the earliest").isEqualTo(999 + 1000 * rank);
      assertThat(ranking.place(rank)).isEqualTo(2 * (999 + 1000 * rank));
    }
  }

  private static Module net() {
    return new Sequential(new Conv2d(4, kernel(3)), Activation.tanh(), new MaxPool2d(2))
        .build(SAMPLE, 2);
  }

  private interface Pixel {
    float at(int sample, int place);
  }

  private static Dataset data(int size, Pixel pixel) {
    return new Dataset() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Shape shape() {
        return SAMPLE;
      }

      @Override
      public List<String> classes() {
        return List.of("even", "odd");
      }

      @Override
      public String description() {
        return "made for the test";
      }

      @Override
      public int label(int index) {
        return index % 2;
      }

      @Override
      public void read(int index, float[] target, int offset) {
        for (int p = 0; p < 36; p++) {
          target[offset + p] = pixel.at(index, p);
        }
      }
    };
  }
}
