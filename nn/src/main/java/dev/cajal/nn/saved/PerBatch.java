package dev.cajal.nn.saved;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers that depend on the batch. A graph is traced with three batch sizes n; where its numbers
 * differ they become the text {@code a*n+b}, which two traces determine and the third confirms.
 */
final class PerBatch {
  /** The batch sizes that are traced. */
  static final List<Long> SIZES = List.of(2L, 3L, 5L);

  private static final Pattern TEXT = Pattern.compile("(-?\\d{1,9})\\*n([+-]\\d{1,9})");

  private PerBatch() {}

  /**
   * Returns the plain value that stands for one value at each of {@link #SIZES}.
   *
   * @throws IllegalArgumentException if the values differ in another way
   */
  static Object unite(List<?> values) {
    Object first = values.getFirst();
    if (values.stream().allMatch(first::equals)) {
      return first;
    }
    if (first instanceof List<?> list && values.stream().allMatch(v -> sizeIs(v, list.size()))) {
      List<Object> united = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        int place = i;
        united.add(unite(values.stream().map(v -> ((List<?>) v).get(place)).toList()));
      }
      return united;
    }
    if (first instanceof Map<?, ?> map
        && values.stream()
            .allMatch(v -> v instanceof Map<?, ?> m && m.keySet().equals(map.keySet()))) {
      Map<String, Object> united = new LinkedHashMap<>();
      map.forEach((key, value) ->
          united.put(
              String.valueOf(key),
              unite(values.stream().map(v -> ((Map<?, ?>) v).get(key)).toList())));
      return united;
    }
    if (values.stream().allMatch(Number.class::isInstance)) {
      return line(values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray());
    }
    throw new IllegalArgumentException("has another form for another batch size");
  }

  private static boolean sizeIs(Object value, int size) {
    return value instanceof List<?> list && list.size() == size;
  }

  private static String line(double... values) {
    double slope = (values[1] - values[0]) / (SIZES.get(1) - SIZES.get(0));
    double start = values[0] - slope * SIZES.get(0);
    if (slope != Math.rint(slope)
        || start != Math.rint(start)
        || values[2] != slope * SIZES.get(2) + start
        || Math.max(Math.abs(slope), Math.abs(start)) > 999_999_999) {
      throw new IllegalArgumentException(
          "holds a number that is "
              + values[0]
              + ", "
              + values[1]
              + ", "
              + values[2]
              + " for batches of "
              + SIZES
              + "; write it with numbers that grow in proportion to the batch");
    }
    return (long) slope + "*n" + (start < 0 ? "" : "+") + (long) start;
  }

  /** Returns the number for a batch size, or the value itself if it is no such text. */
  static Object resolve(Object value, long n) {
    if (value instanceof String text) {
      Matcher matcher = TEXT.matcher(text);
      if (matcher.matches()) {
        return Long.parseLong(matcher.group(1)) * n + Long.parseLong(matcher.group(2));
      }
    }
    return value;
  }
}
