package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.Summary;
import dev.cajal.zoo.Network;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the layers of a network with shapes, parameters and costs. */
@Command(
    name = "summary",
    description = {
      "Print the layers of a network: path, kind, output shape, parameters, multiplications, units,"
          + " memory and receptive field, for one sample.",
      "Without MODEL, list the networks of the zoo."
    })
final class SummaryCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "MODEL", arity = "0..1", description = "A network of the zoo.")
  private @Nullable String model;

  @Option(
      names = "--input",
      paramLabel = "CxHxW",
      description = "Another input size, such as 3x224x224.")
  private @Nullable String input;

  @Override
  public Integer call() {
    if (model == null) {
      Models.list(common);
      return 0;
    }
    Network network = Models.find(model);
    Shape shape = input == null ? network.input() : Models.shape(input);
    Module module = network.create();
    module.declare(shape);
    Summary summary = Summary.of(module, shape);
    if (common.json) {
      common.out().println(Json.line(json(network, summary)));
    } else {
      print(common.out(), network, summary);
    }
    return 0;
  }

  private static void print(PrintWriter out, Network network, Summary summary) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "layer",
            "kind",
            "output",
            "parameters",
            "multiplications",
            "units",
            "memory",
            "field"));
    for (Summary.Row row : summary.rows()) {
      rows.add(
          List.of(
              row.path(),
              row.layer(),
              sizes(row.output()),
              count(row.parameters()),
              count(row.multiplications()),
              count(row.units()),
              bytes(row.bytes()),
              row.receptiveField() == 0 ? "" : Long.toString(row.receptiveField())));
    }
    out.println(network.name() + ": " + network.title() + ", input " + sizes(summary.input()));
    Table.print(out, rows, 3);
    Summary.Totals totals = summary.totals();
    out.printf(
        Locale.ROOT,
        "%,d parameters (%s), %,d multiplications, %,d units, %s of activations%n",
        totals.parameters(),
        bytes(4 * totals.parameters()),
        totals.multiplications(),
        totals.units(),
        bytes(totals.bytes()));
  }

  private static Map<String, Object> json(Network network, Summary summary) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "done");
    event.put("model", network.name());
    event.put("input", summary.input().toArray());
    event.put(
        "layers",
        summary.rows().stream()
            .map(row -> {
              Map<String, Object> layer = new LinkedHashMap<>();
              layer.put("path", row.path());
              layer.put("kind", row.layer());
              layer.put("output", row.output().toArray());
              layer.put("parameters", row.parameters());
              layer.put("multiplications", row.multiplications());
              layer.put("units", row.units());
              layer.put("bytes", row.bytes());
              layer.put("receptive_field", row.receptiveField());
              return layer;
            })
            .toList());
    event.put("parameters", summary.totals().parameters());
    event.put("multiplications", summary.totals().multiplications());
    event.put("units", summary.totals().units());
    event.put("bytes", summary.totals().bytes());
    return event;
  }

  private static String sizes(Shape shape) {
    return Models.sizes(shape);
  }

  private static String count(long value) {
    return value == 0 ? "" : String.format(Locale.ROOT, "%,d", value);
  }

  private static String bytes(long value) {
    return value >= 1 << 20
        ? String.format(Locale.ROOT, "%.1f MiB", value / (double) (1 << 20))
        : String.format(Locale.ROOT, "%.1f KiB", value / 1024.0);
  }
}
