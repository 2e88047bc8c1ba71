package dev.cajal.classic;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Tables for Tribuo, and its models as our classifiers. */
final class Trees {
  // Tribuo tells of every tree at level INFO. The logger is held, for loggers may be collected.
  private static final Logger LOGGER = Logger.getLogger("org.tribuo");

  static {
    if (LOGGER.getLevel() == null) {
      LOGGER.setLevel(Level.WARNING);
    }
  }

  private Trees() {}

  static Classifier fit(String learner, Trainer<Label> trainer, Samples samples) {
    int[] labels = samples.labelsOfSeveral(learner);
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> table =
        new MutableDataset<>(new SimpleDataSourceProvenance(learner, factory), factory);
    String[] names = names(samples.width());
    List<Label> classes =
        IntStream.range(0, samples.classes()).mapToObj(c -> new Label(String.valueOf(c))).toList();
    float[] features = samples.features().toArray();
    for (int i = 0; i < labels.length; i++) {
      table.add(row(features, i, names, classes.get(labels[i])));
    }
    return new Voters(trainer.train(table), learner, samples.features().type(), names, classes);
  }

  /** Returns names in alphabetical order, as Tribuo keeps them. */
  private static String[] names(int width) {
    return IntStream.range(0, width)
        .mapToObj(j -> String.valueOf(1_000_000_000L + j))
        .toArray(String[]::new);
  }

  /** Zeros go without saying; but a row must not be empty, so the first feature is always there. */
  private static Example<Label> row(float[] features, int index, String[] names, Label label) {
    int from = index * names.length;
    String[] present = new String[names.length];
    double[] values = new double[names.length];
    int count = 0;
    for (int j = 0; j < names.length; j++) {
      if (j == 0 || features[from + j] != 0) {
        present[count] = names[j];
        values[count++] = features[from + j];
      }
    }
    return new ArrayExample<>(label, Arrays.copyOf(present, count), Arrays.copyOf(values, count));
  }

  private static final class Voters implements Classifier {
    private final Model<Label> model;
    private final String learner;
    private final TensorType learnt;
    private final String[] names;
    private final List<Label> classes;

    Voters(
        Model<Label> model,
        String learner,
        TensorType learnt,
        String[] names,
        List<Label> classes) {
      this.model = model;
      this.learner = learner;
      this.learnt = learnt;
      this.names = names;
      this.classes = classes;
    }

    @Override
    public Tensor scores(Tensor features) {
      Blocks.check(learner, features, learnt);
      int n = Math.toIntExact(features.dim(0));
      float[] values = features.toArray();
      float[] scores = new float[n * classes.size()];
      IntStream.range(0, n)
          .parallel()
          .forEach(i -> {
            var said = model.predict(row(values, i, names, classes.getFirst())).getOutputScores();
            for (int c = 0; c < classes.size(); c++) {
              Label label = said.get(classes.get(c).getLabel());
              scores[i * classes.size() + c] = label == null ? 0 : (float) label.getScore();
            }
          });
      return Tensor.of(Shape.of(n, classes.size()), scores);
    }
  }
}
