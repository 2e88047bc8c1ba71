package dev.cajal.cli.inspect;

import dev.cajal.nn.PathPattern;
import dev.cajal.nn.inspect.UnitActivity;
import dev.cajal.nn.inspect.UnitActivity.Unit;
import dev.cajal.viz.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Units that are never positive on the whole data set. */
final class DeadPart implements InspectionPart {
  private static final int MOST_NAMED = 24;

  @Override
  public String name() {
    return "dead";
  }

  @Override
  public String title() {
    return "Dead units";
  }

  @Override
  public void show(Subject subject, InspectionPage page) throws IOException {
    List<String> paths = layers(subject);
    InspectedData data = subject.data();
    List<UnitActivity> all =
        UnitActivity.of(subject.model(), data.samples(), subject.prepare(), paths);
    page.text(
        "A unit is a channel, with all its places together. It is dead if none of the %s images of"
                .formatted(Numbers.count(data.samples().size()))
            + " %s makes it positive: behind a rectifier no gradient reaches it any more. Too high a"
                .formatted(data.name())
            + " learning rate is the usual cause.");
    List<List<String>> rows = new ArrayList<>();
    Map<String, Object> numbers = new LinkedHashMap<>();
    long dead = 0;
    long units = 0;
    for (UnitActivity layer : all) {
      rows.add(
          List.of(
              layer.layer(),
              Numbers.count(layer.units().size()),
              Numbers.count(layer.dead().size()),
              Numbers.percent(layer.deadShare(), 1),
              Numbers.percent(
                  layer.units().stream().mapToDouble(Unit::positive).average().orElse(0), 1),
              named(layer.dead())));
      numbers.put(
          layer.layer(),
          Map.of(
              "units", layer.units().size(),
              "dead", layer.dead(),
              "share", layer.deadShare()));
      dead += layer.dead().size();
      units += layer.units().size();
    }
    page.table(
        List.of("layer", "#units", "#dead", "#share", "#positive outputs", "which are dead"), rows);
    page.number("layers", numbers);
    page.number("dead", dead);
    page.number("units", units);
    page.say(
        "%s of %s units in %d layers never positive on %s images"
            .formatted(
                Numbers.count(dead),
                Numbers.count(units),
                all.size(),
                Numbers.count(data.samples().size())));
  }

  private static List<String> layers(Subject subject) {
    if (subject.options().layer().isPresent()) {
      PathPattern pattern = subject.pattern();
      return subject.paths().stream().filter(pattern::matches).toList();
    }
    List<String> rectifiers = UnitActivity.rectifiers(subject.model(), subject.sample());
    if (rectifiers.isEmpty()) {
      throw new IllegalArgumentException(
          "dead: %s has no rectifier, whose units can die; name layers by --layer"
              .formatted(subject.name()));
    }
    return rectifiers;
  }

  private static String named(List<Integer> dead) {
    String some =
        String.join(", ", dead.stream().limit(MOST_NAMED).map(unit -> unit.toString()).toList());
    return dead.size() > MOST_NAMED ? some + ", …" : some;
  }
}
