package dev.cajal.nn.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.nn.io.Weights;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.saved.SavedModel;
import dev.cajal.nn.train.Checkpointing;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import dev.cajal.nn.train.Objective;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingResult;
import dev.cajal.nn.train.Validation;
import dev.cajal.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillationTest {
  private static final Shape SAMPLE = Shape.of(1, 4, 4);
  private static final TrainerOptions OPTIONS =
      TrainerOptions.of(Sgd.of(0.1).momentum(0.9)).epochs(2).batch(16).seed(1);

  private final Dataset data = corners(80);

  /** Noise with a bright corner; the class says which. */
  private static Dataset corners(int samples) {
    Random random = new Random(4);
    byte[] pixels = new byte[16 * samples];
    random.nextBytes(pixels);
    int[] labels = new int[samples];
    int[] corner = {0, 3, 12, 15};
    for (int i = 0; i < samples; i++) {
      labels[i] = i % 4;
      pixels[16 * i + corner[labels[i]]] = (byte) 255;
    }
    return new PixelDataset(
        SAMPLE, new byte[][] {pixels}, labels, List.of("a", "b", "c", "d"), "corners");
  }

  private static Module teacher() {
    return new Sequential(
            new Flatten(),
            new Linear(24),
            new BatchNorm(),
            Activation.relu(),
            new Dropout(0.3),
            new Linear(4))
        .build(SAMPLE, 7);
  }

  private static Module student() {
    return new Sequential(
            new Flatten(),
            new Linear(6),
            Activation.relu(),
            new Linear(6),
            Activation.relu(),
            new Linear(4))
        .build(SAMPLE, 1);
  }

  private Module trainedTeacher() throws IOException {
    Module teacher = teacher();
    new Trainer(teacher, OPTIONS.epochs(10)).train(data);
    return teacher;
  }

  private static Map<String, float[]> values(Module model) {
    Map<String, float[]> values = new LinkedHashMap<>();
    model.state().forEach((path, variable) -> values.put(path, variable.tensor().toArray()));
    return values;
  }

  @Test
  void theLossIsThatOfItsFormula() {
    Tensor z = Tensor.of(Shape.of(2, 3), 1f, 2f, -1f, 0f, 0.5f, 3f);
    Tensor v = Tensor.of(Shape.of(2, 3), 2f, 0f, 1f, -1f, 1f, 1f);
    Tensor labels = Tensor.of(Shape.of(2), 1L, 2L);
    Module student = Activation.of("Scores", x -> z);
    Module teacher = Activation.of("Scores", x -> v);
    double t = 2;
    Tensor q = v.div(t).softmax(1);
    Tensor p = z.div(t).softmax(1);
    double soft = t * t * q.mul(q.div(p).log()).sum().item() / 2;
    double hard = -(z.logSoftmax(1).toDoubles()[1] + z.logSoftmax(1).toDoubles()[5]) / 2;
    Objective.Outcome outcome =
        Distillation.from(teacher).temperature(t).soft(0.7).of(student, z, labels);
    assertThat(outcome.loss().item()).isCloseTo(0.3 * hard + 0.7 * soft, within(1e-5));
    assertThat(Distillation.from(student).soft(1).of(student, z, labels).loss().item())
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void aStudentComesToSayWhatItsTeacherSays() throws IOException {
    Module teacher = trainedTeacher();
    Map<String, float[]> before = values(teacher);
    Module student = student();
    Distillation distillation = Distillation.from(teacher).soft(1);
    TrainerOptions options =
        OPTIONS.optimizer(Sgd.of(0.02).momentum(0.9)).epochs(60).validation(Validation.of(0.2));
    TrainingResult result = new Trainer(student, options, distillation).train(data);
    double first = result.rows().getFirst().train().loss();
    assertThat(result.rows().getLast().train().loss()).isLessThan(0.3 * first);
    assertThat(values(teacher)).usingRecursiveComparison().isEqualTo(before);
    assertThat(Evaluation.of(student, data, EvaluationOptions.plain()).metrics().accuracy())
        .isGreaterThan(0.8);
  }

  @Test
  void aRunIsResumedBitForBitAndNotUnderAnotherTemperature(@TempDir Path folder)
      throws IOException {
    Module teacher = trainedTeacher();
    Objective distillation = Distillation.from(teacher);
    Module whole = student();
    new Trainer(whole, OPTIONS, distillation).train(data);
    Checkpointing saving = Checkpointing.in(folder);
    new Trainer(student(), OPTIONS.epochs(1).checkpoints(saving), distillation).train(data);
    Module resumed = student();
    TrainerOptions on = OPTIONS.checkpoints(saving.resuming());
    new Trainer(resumed, on, distillation).train(data);
    assertThat(values(resumed)).usingRecursiveComparison().isEqualTo(values(whole));
    Distillation other = Distillation.from(teacher).temperature(3);
    assertThatThrownBy(() -> new Trainer(student(), on, other).train(data))
        .hasMessageContaining(
            "objective was distillation from a teacher, temperature 4.0, soft 0.9");
  }

  @Test
  void aHintTeachesTheLayersUpToTheGuidedOneAndNoOthers() throws IOException {
    Module teacher = trainedTeacher();
    Module student = student();
    Map<String, float[]> before = values(student);
    Hint hint = Hint.between(student, "2", teacher, "3", SAMPLE, 1);
    TrainerOptions options = OPTIONS.optimizer(Sgd.of(0.02).decay(1e-3)).epochs(30);
    TrainingResult result = new Trainer(student, options, hint).train(data);
    assertThat(result.rows().getLast().train().loss())
        .isLessThan(0.7 * result.rows().getFirst().train().loss());
    values(student)
        .forEach((path, now) -> {
          if (path.startsWith("1.")) {
            assertThat(now).isNotEqualTo(before.get(path));
          } else {
            assertThat(now).isEqualTo(before.get(path));
          }
        });
  }

  @Test
  void aSavedModelTeachesAsTheOneThatWasSaved(@TempDir Path folder) throws IOException {
    Module teacher = trainedTeacher();
    Path file = folder.resolve("teacher.safetensors");
    Weights.save(file, teacher, Map.of());
    Module saved = SavedModel.fromMap(SavedModel.of(teacher, SAMPLE).toMap()).rebuild();
    Weights.load(file, saved);
    Module one = student();
    Module other = student();
    new Trainer(one, OPTIONS, Hint.between(one, "2", teacher, "3", SAMPLE, 1)).train(data);
    new Trainer(other, OPTIONS, Hint.between(other, "2", saved, "3", SAMPLE, 1)).train(data);
    assertThat(values(other)).usingRecursiveComparison().isEqualTo(values(one));
    new Trainer(one, OPTIONS, Distillation.from(teacher)).train(data);
    new Trainer(other, OPTIONS, Distillation.from(saved)).train(data);
    assertThat(values(other)).usingRecursiveComparison().isEqualTo(values(one));
  }

  @Test
  void imagesAreRegressedByAConvolutionThatMakesTheirSizesEqual() throws IOException {
    Sequential teacher =
        new Sequential(new Conv2d(5, Kernel.kernel(3)), Activation.relu(), new Flatten());
    teacher.then(new Linear(4)).build(SAMPLE, 2);
    Sequential student =
        new Sequential(new Conv2d(2, Kernel.kernel(3).padding(1)), Activation.relu());
    student.then(new Flatten()).then(new Linear(4)).build(SAMPLE, 1);
    Hint hint = Hint.between(student, "1", teacher, "1", SAMPLE, 1);
    assertThat(hint.state().values().stream().map(v -> v.type().shape()))
        .containsExactly(Shape.of(5, 2, 3, 3), Shape.of(5));
    TrainingResult result =
        new Trainer(student, OPTIONS.optimizer(Sgd.of(0.05)).epochs(20), hint).train(data);
    assertThat(result.rows().getLast().train().loss())
        .isLessThan(0.5 * result.rows().getFirst().train().loss());
    assertThatThrownBy(() -> Hint.between(teacher, "1", student, "1", SAMPLE, 1))
        .hasMessage(
            "hint: the guided output is [5, 2, 2], the hint [2, 4, 4]; choose layers that both give"
                + " vectors, or images of which those of the student are not the smaller");
  }

  @Test
  void whatCannotBeTaughtIsSaidInOneLine() {
    Module teacher = teacher();
    Module student = student();
    assertThatThrownBy(() -> Hint.between(student, "9", teacher, "3", SAMPLE, 1))
        .hasMessage("nothing is computed at '9'; the nearest layers are 0, 1, 2");
    assertThatThrownBy(() -> Hint.between(student, "0", teacher, "3", SAMPLE, 1))
        .hasMessage("hint: there is nothing to train up to '0' of the student");
    Module other = new Sequential(new Flatten(), new Linear(3)).build(SAMPLE, 1);
    assertThatThrownBy(() -> new Trainer(student, OPTIONS, Distillation.from(other)).train(data))
        .hasMessage(
            "distillation: the teacher gives float32[16, 3], the student float32[16, 4]; both need"
                + " the same classes");
    assertThatThrownBy(() -> Distillation.from(teacher).temperature(0))
        .hasMessageContaining("temperature must be a positive number");
    assertThatThrownBy(() -> Distillation.from(teacher).soft(1.5))
        .hasMessageContaining("must be in [0, 1]");
  }
}
