package dev.cajal.cli;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.train.Ensemble;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Several trained models that decide together, and the table of how they do. */
final class JointEvaluation {
  private final List<Ensemble.Member> members = new ArrayList<>();
  private final List<String> classes = new ArrayList<>();

  /**
   * Adds the models of a run.
   *
   * @param snapshots whether its snapshots are the members instead of its final weights
   * @param ema whether the moving average takes the place of its final weights
   */
  void add(Path path, boolean snapshots, boolean ema) throws IOException {
    RunFolder run = RunFolder.open(path);
    if (members.isEmpty()) {
      classes.addAll(run.classes());
    } else if (!classes.equals(run.classes())) {
      throw new IOException(
          "%s knows the classes %s, %s knows %s; an ensemble needs the same classes in the same order"
              .formatted(members.getFirst().name(), classes, path, run.classes()));
    }
    if (!snapshots) {
      members.add(
          new Ensemble.Member(
              path.toString(), ema ? run.averageModel() : run.model(), run.prepare()));
      return;
    }
    for (Path file : run.snapshots()) {
      String name = path.resolve(file.getFileName()).toString();
      members.add(new Ensemble.Member(name, run.model(file), run.prepare()));
    }
  }

  void print(Common common, DataSource source, EvaluationOptions options) {
    Ensemble.Judged judged = new Ensemble(members).evaluate(source.test(), options);
    if (common.json) {
      for (int i = 0; i < members.size(); i++) {
        common
            .out()
            .println(Json.line(event("member", members.get(i).name(), judged.members().get(i))));
      }
      common.out().println(Json.line(event("done", "ensemble", judged.together())));
      return;
    }
    common.out().println("data  " + source.provenance());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("model", "accuracy", "wrong", "loss"));
    for (int i = 0; i < members.size(); i++) {
      rows.add(row(members.get(i).name(), judged.members().get(i)));
    }
    rows.add(row("ensemble of " + members.size(), judged.together()));
    Table.print(common.out(), rows, 1);
  }

  private static List<String> row(String name, Evaluation test) {
    double accuracy = test.metrics().accuracy();
    return List.of(
        name,
        String.format(Locale.ROOT, "%.2f %%", 100 * accuracy),
        String.format(Locale.ROOT, "%,d", Math.round((1 - accuracy) * test.samples())),
        String.format(Locale.ROOT, "%.4f", test.metrics().loss()));
  }

  private static Map<String, Object> event(String kind, String name, Evaluation test) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", kind);
    event.put("model", name);
    event.put("test_accuracy", test.metrics().accuracy());
    event.put("test_loss", test.metrics().loss());
    event.put("samples", test.samples());
    return event;
  }
}
