package dev.cajal.cli;

import dev.cajal.cli.evaluation.EvaluationPage;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.TestUse;
import dev.cajal.nn.train.DetailedEvaluation;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import dev.cajal.vision.DataSources;
import dev.cajal.vision.Environment;
import dev.cajal.vision.folder.ImageOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a trained model on the test samples of a data set. */
@Command(name = "evaluate", description = "Evaluate a trained model on test samples.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "A run folder; several decide together, by the mean of their probabilities.")
  private List<Path> runs = List.of();

  @Option(
      names = "--ema",
      description = "The moving average of the weights, which train --ema keeps.")
  private boolean ema;

  @Option(
      names = "--snapshots",
      description = "The snapshots of each run, which train --snapshots keeps, together.")
  private boolean snapshots;

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = "Other data than the run was trained on; its test samples are used.")
  private @Nullable String data;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description = "strict (float32) or fast (bfloat16); default: as the run was trained.")
  private @Nullable String precision;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Also write a page: confusion, ROC, precision and recall, calibration, the surest"
              + " mistakes; with its figures as SVG and PNG.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (ema && snapshots) {
      throw new UsageException("--ema and --snapshots cannot be together; choose one");
    }
    RunFolder folder = RunFolder.open(runs.getFirst());
    Settings settings = folder.settings();
    DataSource source =
        data == null ? Fitted.to(folder.sample(), settings.found()) : other(data, folder, settings);
    if (!source.classes().equals(folder.classes())) {
      throw new IOException(
          "the model knows the classes "
              + folder.classes()
              + ", the data has "
              + source.classes()
              + "; choose other --data");
    }
    EvaluationOptions options =
        EvaluationOptions.plain()
            .precision(precision == null ? settings.precision() : Words.precision(precision));
    if (runs.size() > 1 || snapshots) {
      if (out != null) {
        throw new UsageException("--out writes the page of one model; leave out the others");
      }
      JointEvaluation joint = new JointEvaluation();
      for (Path run : runs) {
        joint.add(run, snapshots, ema);
      }
      joint.print(common, source, options);
      Optional<TestUse> jointUse = TestUses.count(source.test(), folder.weights());
      if (!common.json) {
        TestUses.warn(common, jointUse);
      }
      return 0;
    }
    Module model = ema ? folder.averageModel() : folder.model();
    if (out != null && settings.network().text()) {
      throw new UsageException("--out: " + runs.getFirst() + " is no model of images");
    }
    DetailedEvaluation detailed =
        DetailedEvaluation.of(model, source.test(), options.prepare(folder.prepare()));
    Evaluation test = detailed.evaluation();
    Optional<TestUse> use = TestUses.count(source.test(), folder.weights());
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "done");
      event.put("test_accuracy", test.metrics().accuracy());
      Words.errors(event, "test", test.metrics());
      event.put("test_loss", test.metrics().loss());
      event.put("samples", test.samples());
      if (out != null) {
        EvaluationPage page = new EvaluationPage(settings.model(), detailed, source.test());
        event.putAll(page.numbers());
        event.put("page", page.write(out, source.provenance(), common.command()).toString());
      }
      use.ifPresent(u -> event.put("test_uses", u.count()));
      common.out().println(Json.line(event));
      return 0;
    }
    common.out().println("data  " + source.provenance());
    if (!settings.network().text()) {
      perClass(test);
    }
    common
        .out()
        .printf(
            Locale.ROOT,
            "test accuracy %.2f %%, %s, test loss %.4f, %,d samples%n",
            100 * test.metrics().accuracy(),
            Words.errors(test.metrics()),
            test.metrics().loss(),
            test.samples());
    if (out != null) {
      EvaluationPage page = new EvaluationPage(settings.model(), detailed, source.test());
      common.out().println(page.line());
      common.out().println("see " + page.write(out, source.provenance(), common.command()));
    }
    TestUses.warn(common, use);
    return 0;
  }

  private static DataSource other(String data, RunFolder folder, Settings settings)
      throws IOException {
    Environment environment = Environment.system();
    return settings.text()
        ? Texts.open(data, environment, settings.network(), folder.classes())
        : Fitted.to(
            folder.sample(),
            DataSources.resolve(data, environment, ImageOptions.AS_THEY_ARE, settings.seed()));
  }

  private void perClass(Evaluation test) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("class", "recognised"));
    for (int label = 0; label < test.classes().size(); label++) {
      rows.add(
          List.of(
              test.classes().get(label),
              String.format(Locale.ROOT, "%.2f %%", 100 * test.accuracy(label))));
    }
    Table.print(common.out(), rows, 1);
  }
}
