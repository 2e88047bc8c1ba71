package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.graph.Precision;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.data.transform.Affine;
import dev.cajal.nn.data.transform.ColourJitter;
import dev.cajal.nn.data.transform.Cutout;
import dev.cajal.nn.data.transform.Elastic;
import dev.cajal.nn.data.transform.HorizontalFlip;
import dev.cajal.nn.data.transform.Pad;
import dev.cajal.nn.data.transform.Preprocessing;
import dev.cajal.nn.data.transform.RandomCrop;
import dev.cajal.nn.data.transform.Rotate;
import dev.cajal.nn.optim.AdaDelta;
import dev.cajal.nn.optim.AdaGrad;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.AdamW;
import dev.cajal.nn.optim.Adamax;
import dev.cajal.nn.optim.Constant;
import dev.cajal.nn.optim.Cosine;
import dev.cajal.nn.optim.Exponential;
import dev.cajal.nn.optim.MultiStep;
import dev.cajal.nn.optim.NAdam;
import dev.cajal.nn.optim.OneCycle;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.Plateau;
import dev.cajal.nn.optim.Polynomial;
import dev.cajal.nn.optim.RAdam;
import dev.cajal.nn.optim.RmsProp;
import dev.cajal.nn.optim.Schedule;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.StepDecay;
import dev.cajal.nn.optim.WarmRestarts;
import dev.cajal.nn.train.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the words on the command line mean. */
final class Words {
  /** Blends samples within a batch, so it is no change of a single one. */
  static final String MIXUP = "mixup";

  private Words() {}

  /** Returns the word for an optimizer. */
  static String name(Optimizer optimizer) {
    return switch (optimizer) {
      case Sgd sgd -> sgd.momentum() == 0 ? "sgd" : sgd.nesterov() ? "nesterov" : "momentum";
      case AdaGrad adagrad -> "adagrad";
      case RmsProp rmsprop -> "rmsprop";
      case AdaDelta adadelta -> "adadelta";
      case AdamW adamw -> "adamw";
      case NAdam nadam -> "nadam";
      case Adamax adamax -> "adamax";
      case RAdam radam -> "radam";
      default -> "adam";
    };
  }

  static Optimizer optimizer(String name, double rate, double decay) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sgd" -> Sgd.of(rate).decay(decay);
      case "momentum" -> Sgd.of(rate).momentum(0.9).decay(decay);
      case "nesterov" -> Sgd.of(rate).nesterov(0.9).decay(decay);
      case "adagrad" -> AdaGrad.of(rate).decay(decay);
      case "rmsprop" -> RmsProp.of(rate).decay(decay);
      case "adadelta" -> AdaDelta.of(rate).decay(decay);
      case "adam" -> Adam.of(rate).decay(decay);
      case "adamw" -> AdamW.of(rate).decay(decay);
      case "nadam" -> NAdam.of(rate).decay(decay);
      case "adamax" -> Adamax.of(rate).decay(decay);
      case "radam" -> RAdam.of(rate).decay(decay);
      default ->
          throw new UsageException(
              "no optimizer is called '"
                  + name
                  + "'; there are sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, adamw,"
                  + " nadam, adamax, radam");
    };
  }

  /** Returns the errors as papers give them. */
  static String errors(Metrics metrics) {
    String first = String.format(Locale.ROOT, "top-1 error %.2f %%", 100 * metrics.top1Error());
    return Double.isNaN(metrics.top5())
        ? first
        : first + String.format(Locale.ROOT, ", top-5 error %.2f %%", 100 * metrics.top5Error());
  }

  /** Puts the errors into an event. */
  static void errors(Map<String, Object> event, String part, Metrics metrics) {
    event.put(part + "_top1_error", metrics.top1Error());
    if (!Double.isNaN(metrics.top5())) {
      event.put(part + "_top5_error", metrics.top5Error());
    }
  }

  static Precision precision(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "strict" -> Precision.STRICT;
      case "fast" -> Precision.FAST;
      default ->
          throw new UsageException(
              "no precision is called '"
                  + name
                  + "'; there are strict (float32) and fast (bfloat16)");
    };
  }

  static Preprocessing preprocessing(String name) {
    for (Preprocessing kind : Preprocessing.values()) {
      if (kind.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new UsageException(
        "no preprocessing is called '%s'; there are %s"
            .formatted(
                name,
                Arrays.stream(Preprocessing.values())
                    .map(Preprocessing::toString)
                    .collect(Collectors.joining(", "))));
  }

  static Schedule schedule(String name, int epochs) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "constant" -> new Constant();
      case "step" -> new StepDecay(Math.max(1, (epochs + 2) / 3), 0.1);
      case "multi-step" -> new MultiStep(List.of(epochs / 2, epochs - epochs / 4), 0.1);
      case "exponential" -> new Exponential(Math.pow(0.01, 1.0 / epochs));
      case "polynomial" -> new Polynomial();
      case "cosine" -> new Cosine();
      case "restarts" -> new WarmRestarts(Math.max(1, epochs / 7), 2, 0);
      case "one-cycle" -> new OneCycle();
      case "plateau" -> new Plateau().patience(Math.max(1, epochs / 10));
      default ->
          throw new UsageException(
              "no schedule is called '"
                  + name
                  + "'; there are constant, step, multi-step, exponential, polynomial, cosine,"
                  + " restarts, one-cycle, plateau");
    };
  }

  static Transform augmentation(List<String> names, Shape sample) {
    Transform all = Transform.IDENTITY;
    int height = Math.toIntExact(sample.dim(-2));
    int width = Math.toIntExact(sample.dim(-1));
    for (String name : names) {
      Transform next =
          switch (name.toLowerCase(Locale.ROOT)) {
            case "none", MIXUP -> Transform.IDENTITY;
            case "flip" -> new HorizontalFlip();
            case "crop" -> new Pad(Math.max(1, height / 8)).then(new RandomCrop(height, width));
            case "rotate" -> new Rotate(10);
            case "affine" -> Affine.NONE.rotate(10).shift(0.07).scale(0.1).shear(0.1);
            case "elastic" -> new Elastic(8, 4);
            case "cutout" -> new Cutout(Math.max(1, height / 4));
            case "colour" -> new ColourJitter(0.2, 0.2, 0.2, 0.02);
            default ->
                throw new UsageException(
                    "no augmentation is called '"
                        + name
                        + "'; there are none, flip, crop, rotate, affine, elastic, cutout, colour,"
                        + " mixup");
          };
      all = all.then(next);
    }
    return all;
  }
}
