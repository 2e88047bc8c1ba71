package dev.cajal.nn.saved;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Shape;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Damages saved models at random: whatever comes, only the declared exception may escape. */
class SavedModelFuzzTest {
  private static final List<@Nullable Object> ODD =
      Arrays.asList(
          null,
          -1,
          0,
          1L << 40,
          Long.MIN_VALUE,
          Double.NaN,
          1e300,
          true,
          "",
          "1*n+0",
          "999999999*n-999999999",
          "a.b..c",
          "relu",
          "float64",
          List.of(),
          List.of(0, 0),
          List.of(List.of()),
          Map.of(),
          Map.of("op", "relu"));

  @Test
  void onlyTheDeclaredExceptionEscapesFromDamagedModels() {
    Shape image = Shape.of(1, 6, 6);
    Module model =
        new Sequential(
            new Conv2d(2, kernel(3)),
            new BatchNorm(),
            relu(),
            new MaxPool2d(2),
            new Dropout(0.5),
            new Flatten(),
            new Linear(3));
    model.declare(image);
    Map<String, Object> good = SavedModel.of(model, image).toMap();
    Random random = new Random(4);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      Map<String, Object> bad = new LinkedHashMap<>();
      good.forEach((key, value) -> bad.put(key, copy(value)));
      damage(bad, random);
      try {
        SavedModel.fromMap(bad);
      } catch (IllegalArgumentException e) {
        refused++;
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
    assertThat(refused).isBetween(1500, 3000);
  }

  private static @Nullable Object copy(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> copied = new LinkedHashMap<>();
        map.forEach((key, item) -> copied.put(key, copy(item)));
        yield copied;
      }
      case List<?> list -> {
        List<@Nullable Object> copied = new ArrayList<>();
        list.forEach(item -> copied.add(copy(item)));
        yield copied;
      }
      case null, default -> value;
    };
  }

  /** Replaces, removes or repeats one value somewhere below. */
  @SuppressWarnings("unchecked")
  private static void damage(Object value, Random random) {
    if (value instanceof Map<?, ?>) {
      Map<Object, @Nullable Object> map = (Map<Object, @Nullable Object>) value;
      Object key = List.copyOf(map.keySet()).get(random.nextInt(map.size()));
      Object below = map.get(key);
      if (below != null && goesOn(below, random)) {
        damage(below, random);
      } else if (random.nextInt(4) == 0) {
        map.remove(key);
      } else {
        map.put(key, ODD.get(random.nextInt(ODD.size())));
      }
    } else if (value instanceof List<?>) {
      List<@Nullable Object> list = (List<@Nullable Object>) value;
      int place = random.nextInt(list.size());
      Object below = list.get(place);
      if (below != null && goesOn(below, random)) {
        damage(below, random);
      } else {
        switch (random.nextInt(3)) {
          case 0 -> list.remove(place);
          case 1 -> list.add(below);
          default -> list.set(place, ODD.get(random.nextInt(ODD.size())));
        }
      }
    }
  }

  private static boolean goesOn(Object below, Random random) {
    return random.nextInt(6) > 0
        && ((below instanceof Map<?, ?> map && !map.isEmpty())
            || (below instanceof List<?> list && !list.isEmpty()));
  }
}
