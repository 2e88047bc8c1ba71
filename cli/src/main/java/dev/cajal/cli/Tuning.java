package dev.cajal.cli;

import dev.cajal.nn.Module;
import dev.cajal.nn.PathPattern;
import dev.cajal.nn.optim.ParameterGroup;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a trained model is tuned.
 *
 * @param source its run folder
 * @param freeze patterns of the parameters that stay as they are
 * @param factors factors of the learning rate by pattern; the first that matches counts
 * @param head {@code keep}, {@code new}, or the first layer that a new head replaces; null for what
 *     the classes of the data ask for
 * @param adapt the widths of adaptation layers
 */
record Tuning(
    String source,
    List<String> freeze,
    Map<String, Double> factors,
    @Nullable String head,
    List<Long> adapt) {

  /** Throws if a value cannot be meant, before any data is read. */
  void check() {
    factors.forEach((pattern, factor) -> {
      if (!(factor >= 0 && Double.isFinite(factor))) {
        throw new UsageException(
            "--lr-factor " + pattern + " must be a number from 0 up, found " + factor);
      }
    });
    if (adapt.stream().anyMatch(width -> width < 1)) {
      throw new UsageException("--adapt needs widths of at least 1, found " + adapt);
    }
    if ("keep".equals(head) && !adapt.isEmpty()) {
      throw new UsageException("--adapt makes a new head; it cannot go with --head keep");
    }
  }

  /** Freezes what is to stay as it is; throws if a pattern matches nothing. */
  void freeze(Module model) {
    for (String pattern : freeze) {
      try {
        model.freeze(pattern);
      } catch (IllegalArgumentException e) {
        throw new UsageException("--freeze " + e.getMessage());
      }
    }
    if (model.parameters().isEmpty()) {
      throw new UsageException("--freeze leaves no parameter to be trained");
    }
  }

  /**
   * Returns the groups with a rate of their own; throws if a pattern matches no parameter that is
   * trained.
   *
   * @param spared whether biases and normalisation do not decay
   */
  List<ParameterGroup> groups(Module model, boolean spared) {
    List<ParameterGroup> groups = new ArrayList<>();
    List<String> names = model.parameters().stream().map(Variable::name).toList();
    factors.forEach((glob, factor) -> {
      PathPattern pattern = new PathPattern(glob);
      try {
        pattern.among(names);
      } catch (IllegalArgumentException e) {
        throw new UsageException("--lr-factor " + e.getMessage());
      }
      Predicate<Variable> isVector = v -> v.type().shape().rank() < 2;
      if (spared
          && model.parameters().stream()
              .anyMatch(v -> isVector.test(v) && pattern.matches(v.name()))) {
        groups.add(new ParameterGroup(pattern, true, factor, OptionalDouble.of(0), false));
      }
      groups.add(ParameterGroup.of(glob).rate(factor));
    });
    return groups;
  }

  /** Returns the beginning of the command that repeats the run. */
  String command() {
    StringBuilder text = new StringBuilder("finetune " + source);
    freeze.forEach(pattern -> text.append(" --freeze '").append(pattern).append('\''));
    factors.forEach((pattern, factor) ->
        text.append(" --lr-factor '").append(pattern).append('=').append(factor).append('\''));
    if (head != null) {
      text.append(" --head ").append(head);
    }
    if (!adapt.isEmpty()) {
      text.append(" --adapt ")
          .append(String.join(",", adapt.stream().map(String::valueOf).toList()));
    }
    return text.toString();
  }

  Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("source", source);
    object.put("freeze", freeze);
    object.put("factors", factors);
    if (head != null) {
      object.put("head", head);
    }
    object.put("adapt", adapt);
    return object;
  }

  /** Reads what {@link #json} wrote. */
  static Tuning read(Map<String, ?> object) {
    Map<String, Double> factors = new LinkedHashMap<>();
    if (object.get("factors") instanceof Map<?, ?> written) {
      written.forEach((pattern, factor) ->
          factors.put(String.valueOf(pattern), ((Number) factor).doubleValue()));
    }
    Object head = object.get("head");
    return new Tuning(
        String.valueOf(object.get("source")),
        list(object.get("freeze")).stream().map(String::valueOf).toList(),
        factors,
        head == null ? null : head.toString(),
        list(object.get("adapt")).stream().map(width -> ((Number) width).longValue()).toList());
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
