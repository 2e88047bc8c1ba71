package dev.cajal.labs.training;

import dev.cajal.backend.DType;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.FirstValues;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transformed;
import dev.cajal.nn.data.transform.Preprocessing;
import dev.cajal.nn.data.transform.Resize;
import dev.cajal.nn.init.Fan;
import dev.cajal.nn.init.Gains;
import dev.cajal.nn.init.Initializers;
import dev.cajal.nn.loss.Quadratic;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Cosine;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.train.DivergedException;
import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.Metrics;
import dev.cajal.nn.train.Pipeline;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.watch.Diagnosis;
import dev.cajal.nn.watch.Finding;
import dev.cajal.nn.watch.Finding.Kind;
import dev.cajal.nn.watch.Watch;
import dev.cajal.nn.watch.Watching;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Runs that are spoilt on purpose, and whether the trouble is called by its name. */
final class Babysitting {
  static final Lab LAB =
      new Lab(
          "babysitting",
          Lecture.BRAIN,
          List.of("A25"),
          "Loss, accuracies and a look into the layers say what is wrong with a run: a big gap is"
              + " overfitting, no gap asks for capacity, and each other trouble has its own signs.",
          Babysitting::run);

  private static final String USUAL = "nothing: the usual run";

  private final Notebook notebook;
  private final Dataset train;
  private final Dataset few;
  private final Dataset validation;
  private final TrainerOptions options;
  private final Map<String, List<EpochRow>> curves = new TreeMap<>();
  private final List<List<String>> table = new ArrayList<>();

  private Babysitting(Notebook notebook) {
    this.notebook = notebook;
    train = digits(notebook.size(500, 2000), "training");
    few = digits(60, "few");
    validation = digits(notebook.size(200, 500), "validation");
    options =
        TrainerOptions.of(Adam.of(2e-3))
            .epochs(6)
            .seed(notebook.seed())
            .pipeline(Pipeline.plain().prepare(Preprocessing.STANDARDIZE.fit(train)));
  }

  private Dataset digits(int count, String purpose) {
    return new Transformed(
        DrawnDigits.dataset(count, notebook.seed(), purpose), new Resize(14, 14));
  }

  private static void run(Notebook notebook) throws IOException {
    Babysitting lab = new Babysitting(notebook);
    lab.provoke();
    lab.figures();
    SaturatedUnit.show(notebook);
  }

  private void provoke() throws IOException {
    notebook.heading("Troubles, provoked");
    notebook.text(
        "A net of two hidden layers of 32 rectifiers learns "
            + Numbers.count(train.size())
            + " drawn digits of 14×14 pixels (generated) by Adam with rate 0.002 for 6 epochs;"
            + " nothing is wrong with it. Each other run differs as the table says, and a watch"
            + " looks into its layers every 10 steps. What it says comes from thresholds alone; it"
            + " is not told what was done.");
    run(USUAL, null, usual(), options);
    run("SGD with rate 30, tanh", Kind.RATE_TOO_HIGH, tanh(), options.optimizer(Sgd.of(30)));
    run("SGD with rate 0.00001", Kind.RATE_TOO_LOW, usual(), options.optimizer(Sgd.of(1e-5)));
    run(
        "60 digits, 40 epochs",
        Kind.OVERFITTING,
        net(
            new Linear(32),
            Activation.leakyRelu(),
            new Linear(32),
            Activation.leakyRelu(),
            new Linear(10)),
        options.optimizer(Adam.of(0.01)).epochs(40).batch(16),
        few);
    run(
        "one hidden unit",
        Kind.LOW_CAPACITY,
        net(new Linear(1), Activation.leakyRelu(), new Linear(10)),
        options.optimizer(Adam.of(0.02)).schedule(new Cosine()).epochs(20));
    Module dead = usual();
    FirstValues.draw(dead, "3.bias", Initializers.constant(-100), notebook.seed());
    run("biases of −100", Kind.DEAD_UNITS, dead, options);
    Module wide = tanh();
    FirstValues.draw(wide, "*.weight", Initializers.normal(0, 2), notebook.seed());
    run("first weights from N(0, 2), tanh", Kind.SATURATED_UNITS, wide, options);
    run(
        "eight layers of sigmoids, SGD with rate 0.05",
        Kind.VANISHING_GRADIENT,
        deep(Activation.sigmoid()),
        options.optimizer(Sgd.of(0.05)));
    Module exploding = deep(Activation.relu());
    FirstValues.draw(
        exploding, "*.weight", Initializers.heNormal(Fan.IN, 4 * Gains.relu()), notebook.seed());
    run("eight layers, weights 4 times He's", Kind.EXPLODING_GRADIENT, exploding, options);
    Module same = usual();
    FirstValues.draw(same, "*.weight", Initializers.constant(0), notebook.seed());
    run("first weights of 0", Kind.SYMMETRIC, same, options);
    Module sure = net(new Linear(32), Activation.relu(), new Linear(10), Activation.sigmoid());
    FirstValues.draw(sure, "3.weight", Initializers.normal(0, 0.01), notebook.seed());
    FirstValues.draw(sure, "3.bias", Initializers.constant(Math.log(1e-8)), notebook.seed());
    run(
        "squared error, outputs of 10⁻⁸",
        Kind.SATURATED_OUTPUT,
        sure,
        options
            .optimizer(Sgd.of(0.5))
            .loss((y, labels) -> new Quadratic().of(y, labels.oneHot(10, DType.FLOAT32))));
    run("SGD with rate 10,000", Kind.NOT_FINITE, usual(), options.optimizer(Sgd.of(1e4)));
    notebook.table(List.of("what was done", "what is said first", "besides"), table);
  }

  private void run(String done, @Nullable Kind provoked, Module model, TrainerOptions how)
      throws IOException {
    run(done, provoked, model, how, train);
  }

  private void run(
      String done, @Nullable Kind provoked, Module model, TrainerOptions how, Dataset data)
      throws IOException {
    Watch watch = new Watch(model, how, Watching.every(10));
    List<Finding> said;
    try {
      new Trainer(model, how.listener(watch)).train(data, validation);
      said = watch.findings();
    } catch (DivergedException e) {
      said = Diagnosis.usual().of(watch.history(), e);
    }
    curves.put(done, watch.history().rows());
    Finding first = said.isEmpty() ? null : said.getFirst();
    table.add(
        List.of(
            done,
            first == null ? "nothing is wrong" : first.text(),
            said.size() < 2
                ? ""
                : String.join(
                    ", ", said.subList(1, said.size()).stream().map(f -> "" + f.kind()).toList())));
    notebook.equal(
        done,
        provoked == null ? "nothing is wrong" : provoked,
        first == null ? "nothing is wrong" : first.kind());
    if (provoked == Kind.OVERFITTING && first != null) {
      notebook.holds(
          "advice for a big gap",
          "increase regularisation strength",
          first.advice(),
          first.advice().startsWith("regularise more"));
    }
    if (provoked == Kind.LOW_CAPACITY && first != null) {
      notebook.holds(
          "advice for no gap",
          "increase model capacity",
          first.advice(),
          first.advice().startsWith("use more units or layers"));
    }
  }

  private Module usual() {
    return net(
        new Linear(32), Activation.relu(), new Linear(32), Activation.relu(), new Linear(10));
  }

  private Module tanh() {
    return net(
        new Linear(32), Activation.tanh(), new Linear(32), Activation.tanh(), new Linear(10));
  }

  private Module deep(Activation activation) {
    List<Module> layers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      layers.add(new Linear(24));
      layers.add(Activation.of(activation.type(), activation::apply));
    }
    layers.add(new Linear(10));
    return net(layers.toArray(Module[]::new));
  }

  private Module net(Module... layers) {
    List<Module> all = new ArrayList<>(List.of(new Flatten()));
    all.addAll(List.of(layers));
    return new Sequential(all.toArray(Module[]::new)).build(train.shape(), notebook.seed());
  }

  private void figures() {
    notebook.heading("How they look");
    notebook.text(
        "The curves of some of these runs. Loss falls at once, hardly or not at all with the rate;"
            + " the gap between the two accuracies is overfitting, and where there is none and both"
            + " are low the net is too small.");
    notebook.figure(
        chart(
            "Loss while training",
            new Axis("cross-entropy", Axis.Kind.LOG),
            List.of(
                line("rate too high", "SGD with rate 30, tanh", row -> row.train().loss()),
                line("good", USUAL, row -> row.train().loss()),
                line("rate too low", "SGD with rate 0.00001", row -> row.train().loss()))),
        chart(
            "Loss of 60 digits",
            new Axis("cross-entropy", Axis.Kind.LOG),
            List.of(
                line("training", "60 digits, 40 epochs", row -> row.train().loss()),
                line("validation", "60 digits, 40 epochs", row -> judged(row).loss()))));
    notebook.figure(
        accuracies("A big gap: 60 digits", "60 digits, 40 epochs"),
        accuracies("No gap: one hidden unit", "one hidden unit"));
  }

  private Figure accuracies(String title, String run) {
    return chart(
        title,
        new Axis("accuracy", Axis.Kind.PERCENT),
        List.of(
            line("training", run, row -> row.train().accuracy()),
            line("validation", run, row -> judged(row).accuracy())));
  }

  private static Metrics judged(EpochRow row) {
    return row.validation().orElseThrow();
  }

  private static Figure chart(String title, Axis axis, List<Series> lines) {
    return new LineChart(title, Axis.epochs(), axis, lines).figure();
  }

  private Series line(String name, String run, ToDoubleFunction<EpochRow> value) {
    return Series.fromOne(
        name, curves.getOrDefault(run, List.of()).stream().mapToDouble(value).toArray());
  }
}
