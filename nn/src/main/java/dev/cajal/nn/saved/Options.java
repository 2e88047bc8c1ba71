package dev.cajal.nn.saved;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain values that nobody has checked yet.
 *
 * @param where what is read, for messages
 * @param values the values by name
 * @param batch what stands for n in numbers that depend on the batch
 */
record Options(String where, Map<?, ?> values, long batch) {
  private static final int MAX_RANK = 16;

  /** Returns options as plain values, in the order given: name, value, name, value, … */
  static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], plain(namesAndValues[i + 1]));
    }
    return map;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Integer i -> i.longValue();
      case DType dtype -> dtype.toString();
      case Shape shape -> plain(shape.toArray());
      case long[] array -> {
        List<Object> list = new ArrayList<>();
        for (long item : array) {
          list.add(item);
        }
        yield list;
      }
      case List<?> list -> list.stream().map(Options::plain).toList();
      case Window window ->
          of(
              "strides", window.strides(),
              "before", window.padBefore(),
              "after", window.padAfter(),
              "dilations", window.dilations(),
              "groups", window.groups());
      case Double d when !Double.isFinite(d) -> d.toString();
      default -> value;
    };
  }

  /** Returns the same values for another batch size. */
  Options batch(long other) {
    return new Options(where, values, other);
  }

  Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw wrong(name, "is missing");
    }
    return value;
  }

  boolean truth(String name) {
    if (value(name) instanceof Boolean truth) {
      return truth;
    }
    throw wrong(name, "is not true or false");
  }

  String text(String name) {
    if (value(name) instanceof String text) {
      return text;
    }
    throw wrong(name, "is not text");
  }

  long number(String name) {
    return whole(name, value(name));
  }

  int integer(String name) {
    return small(name, number(name));
  }

  double real(String name) {
    return real(name, value(name));
  }

  List<Double> reals(String name) {
    List<Double> reals = new ArrayList<>();
    for (Object item : list(name)) {
      reals.add(real(name, item));
    }
    return reals;
  }

  private double real(String name, @Nullable Object item) {
    Object value = item == null ? "" : PerBatch.resolve(item, batch);
    return switch (value) {
      case Number number -> number.doubleValue();
      case String text when List.of("NaN", "Infinity", "-Infinity").contains(text) ->
          Double.parseDouble(text);
      default -> throw wrong(name, "is not a number");
    };
  }

  DType dtype(String name) {
    String text = text(name);
    for (DType dtype : DType.values()) {
      if (dtype.toString().equals(text)) {
        return dtype;
      }
    }
    throw wrong(name, "is '" + text + "', expected an element type");
  }

  List<?> list(String name) {
    if (value(name) instanceof List<?> list) {
      return list;
    }
    throw wrong(name, "is not a list");
  }

  /** Returns the objects of a list, each under the name of the list and its place. */
  List<Options> objects(String name) {
    List<Options> objects = new ArrayList<>();
    for (Object item : list(name)) {
      String place = where + " " + name + " " + objects.size();
      objects.add(of(place, item));
    }
    return objects;
  }

  Options object(String name) {
    return of(where + " " + name, value(name));
  }

  /** Returns an object that may be missing, then empty. */
  Options objectOrEmpty(String name) {
    return values.containsKey(name) ? object(name) : of(where, Map.of());
  }

  String textOrEmpty(String name) {
    return values.containsKey(name) ? text(name) : "";
  }

  private Options of(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Options(place, map, batch);
    }
    throw new IllegalArgumentException(place + ": expected an object");
  }

  List<Long> numbers(String name) {
    List<Long> numbers = new ArrayList<>();
    for (Object item : list(name)) {
      numbers.add(whole(name, item));
    }
    return numbers;
  }

  List<Integer> integers(String name) {
    return numbers(name).stream().map(v -> small(name, v)).toList();
  }

  Shape shape(String name) {
    List<Long> sizes = numbers(name);
    if (sizes.size() > MAX_RANK) {
      throw wrong(name, "has " + sizes.size() + " axes, at most " + MAX_RANK + " are allowed");
    }
    return Shape.of(sizes.stream().mapToLong(s -> s).toArray());
  }

  TensorType type() {
    return new TensorType(dtype("dtype"), shape("shape"));
  }

  Window window() {
    Options window = object("window");
    return new Window(
        window.integers("strides"),
        window.integers("before"),
        window.integers("after"),
        window.integers("dilations"),
        window.integer("groups"));
  }

  private long whole(String name, @Nullable Object item) {
    Object value = item == null ? "" : PerBatch.resolve(item, batch);
    return switch (value) {
      case Long number -> number;
      case Integer number -> number;
      default -> throw wrong(name, "is not a whole number");
    };
  }

  private int small(String name, long number) {
    if (number != (int) number) {
      throw wrong(name, "is " + number + ", which is too large");
    }
    return (int) number;
  }

  IllegalArgumentException wrong(String name, String reason) {
    return new IllegalArgumentException(where + ": " + name + " " + reason);
  }
}
