package dev.cajal.nn.train;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Loader;
import dev.cajal.nn.data.LoaderOptions;
import dev.cajal.nn.data.Transform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Several trained models that decide together: the probability of a class is the mean of those that
 * the members give it,
 *
 * <pre>
 * p(c | x) = 1/M Σₘ softmax(zₘ(x))[c]
 * </pre>
 *
 * <p>Members err differently, and the mean errs less than most of them, often less than the best.
 *
 * <pre>{@code
 * Ensemble ensemble = new Ensemble(List.of(Ensemble.Member.of("one", one), Ensemble.Member.of("two", two)));
 * Ensemble.Judged judged = ensemble.evaluate(data.test(), EvaluationOptions.plain());
 * double accuracy = judged.together().metrics().accuracy();
 * }</pre>
 *
 * <p>Source: Hansen and Salamon, <i>Neural network ensembles</i>, PAMI 1990.
 *
 * @param members at least one
 */
public record Ensemble(List<Member> members) {

  /**
   * One of the models.
   *
   * @param name as in tables
   * @param model built and trained
   * @param prepare what every sample needs for this model
   */
  public record Member(String name, Module model, Transform prepare) {

    /** Returns a member that takes samples as they are. */
    public static Member of(String name, Module model) {
      return new Member(name, model, Transform.IDENTITY);
    }
  }

  /**
   * How the members did, and how they did together.
   *
   * @param members in the order of the ensemble
   * @param together its loss is the cross-entropy of the mean probabilities
   */
  public record Judged(List<Evaluation> members, Evaluation together) {

    /** Copies the list. */
    public Judged {
      members = List.copyOf(members);
    }
  }

  /** Copies the members. */
  public Ensemble {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs at least one member");
    }
    members = List.copyOf(members);
  }

  /**
   * Evaluates every member and all of them together.
   *
   * @param options batch, loss and precision; each member prepares samples in its own way
   * @throws IllegalArgumentException if a member does not give one score for each class
   */
  public Judged evaluate(Dataset data, EvaluationOptions options) {
    int classes = data.classes().size();
    float[] sums = new float[Math.multiplyExact(data.size(), classes)];
    List<Evaluation> alone = new ArrayList<>();
    for (Member member : members) {
      LoaderOptions loading = LoaderOptions.ofBatch(options.batch()).transform(member.prepare());
      Judge judge = new Judge(member.model(), data, loading, options.loss(), options.precision());
      alone.add(judge.evaluate((scores, batch) -> add(sums, scores, classes, batch)));
    }
    return new Judged(alone, together(data, sums, options.batch()));
  }

  private static void add(float[] sums, MemorySegment scores, int classes, Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      float[] probabilities = Scores.softmax(scores, classes, i);
      for (int c = 0; c < classes; c++) {
        sums[batch.index(i) * classes + c] += probabilities[c];
      }
    }
  }

  /** Judges the logarithms of the mean probabilities as if they were scores. */
  private Evaluation together(Dataset data, float[] sums, int size) {
    int classes = data.classes().size();
    Evaluation together = new Evaluation(data.classes(), data.size());
    MemorySegment scores =
        Arena.ofAuto().allocate((long) size * classes * Float.BYTES, Float.BYTES);
    try (Loader loader = new Loader(data, LoaderOptions.ofBatch(size))) {
      Batch batch;
      do {
        batch = loader.next();
        double loss = 0;
        for (int i = 0; i < batch.size(); i++) {
          for (int c = 0; c < classes; c++) {
            double mean = (double) sums[batch.index(i) * classes + c] / members.size();
            float score = (float) Math.log(Math.max(mean, Float.MIN_NORMAL));
            scores.setAtIndex(ValueLayout.JAVA_FLOAT, (long) i * classes + c, score);
            loss -= c == batch.label(i) ? score : 0;
          }
        }
        together.add(loss / batch.size(), scores, batch);
      } while (!batch.last());
    }
    return together;
  }

  /**
   * Returns what the members say of one sample together.
   *
   * @param sample the shape of a sample before it is prepared
   * @param values of the sample, row-major
   */
  public Prediction predict(Shape sample, float[] values) {
    return Prediction.mean(
        members.stream()
            .map(m -> new Predictor(m.model(), sample, m.prepare()).predict(values))
            .toList());
  }
}
