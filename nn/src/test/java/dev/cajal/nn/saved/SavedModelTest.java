package dev.cajal.nn.saved;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.nn.Activation;
import dev.cajal.nn.AvgPool2d;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.GlobalAvgPool;
import dev.cajal.nn.Linear;
import dev.cajal.nn.LocalResponseNorm;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.Summary;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SavedModelTest {
  private static final Shape IMAGE = Shape.of(2, 8, 8);

  /** A model that holds something of everything, with a skip connection written in plain Java. */
  private static final class Everything extends Module {
    private final Module stem =
        child("stem", new Sequential(new Conv2d(4, kernel(3).padding(1)), new BatchNorm(), relu()));
    private final Module branch =
        child(
            "branch",
            new Sequential(
                new Conv2d(4, kernel(3).padding(1).groups(2), false),
                Activation.gelu(),
                new LocalResponseNorm(),
                new Dropout(0.3)));
    private final Module pool = child("pool", new Sequential(new MaxPool2d(2), new AvgPool2d(2)));
    private final Module head =
        child("head", new Sequential(new Flatten(), new Linear(5), Activation.elu(1)));

    @Override
    protected Tensor forward(Tensor x) {
      Tensor y = stem.apply(x);
      y = y.add(branch.apply(y)).mul(Tensor.of(Shape.of(4, 1, 1), 1f, 2f, -1f, 0.5f));
      Tensor pooled = pool.apply(y);
      Tensor low = y.slice(2, 0, 2).pad(new long[4], new long[] {0, 0, 6, 0});
      return Tensor.concat(1, List.of(head.apply(pooled), new GlobalAvgPool().apply(low)));
    }
  }

  static Tensor images(long batch, Shape shape, Trace trace) {
    Variable x =
        new Variable("images", new TensorType(DType.FLOAT32, Shape.of(batch).concat(shape)));
    Random random = new Random(batch);
    float[] values = new float[(int) x.type().shape().count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    x.set(values);
    return x.tensor(trace);
  }

  private static Trace training() {
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), 9L, 4L).values());
    return Trace.training(state);
  }

  private static Module copy(Module model, Shape sample) {
    Module same = SavedModel.fromMap(SavedModel.of(model, sample).toMap()).rebuild();
    model.state().forEach((path, value) -> same.variable(path).set(value.rowMajor()));
    return same;
  }

  private static Module everything() {
    Module model = new Everything();
    model.build(IMAGE, 1);
    model.variable("stem.1.running_mean").set(0.1f, -0.2f, 0.3f, 0);
    model.variable("stem.1.running_var").set(1, 2, 0.5f, 1);
    return model;
  }

  @Test
  void theRebuiltModelComputesTheSameForAnyBatch() {
    Module model = everything();
    Module same = copy(model, IMAGE);
    for (long batch : new long[] {1, 4, 7}) {
      assertThat(same.apply(images(batch, IMAGE, Trace.evaluation())).toArray())
          .containsExactly(model.apply(images(batch, IMAGE, Trace.evaluation())).toArray());
    }
    assertThat(same.state().keySet()).containsExactlyElementsOf(model.state().keySet());
  }

  @Test
  void theRebuiltModelTrainsTheSame() {
    Module model = everything();
    Module same = copy(model, IMAGE);
    Trace first = training();
    Trace second = training();
    Tensor y = model.apply(images(6, IMAGE, first));
    Tensor again = same.apply(images(6, IMAGE, second));
    Gradients gradients = Gradients.of(y.square().sum(), model.parameters());
    Gradients repeated = Gradients.of(again.square().sum(), same.parameters());
    assertThat(again.toArray()).containsExactly(y.toArray());
    for (Variable parameter : model.parameters()) {
      assertThat(repeated.get(same.variable(parameter.name())).toArray())
          .containsExactly(gradients.get(parameter).toArray());
    }
    assertThat(second.assignments()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(second.assignments().get(i).target().name())
          .isEqualTo(first.assignments().get(i).target().name());
      assertThat(second.assignments().get(i).value().toArray())
          .containsExactly(first.assignments().get(i).value().toArray());
    }
    assertThat(same.buffers()).hasSize(3);
  }

  @Test
  void aRebuiltModelCanBeSavedAgain() {
    Module model = everything();
    SavedModel saved = SavedModel.of(model, IMAGE);
    assertThat(SavedModel.of(copy(model, IMAGE), IMAGE).toMap()).isEqualTo(saved.toMap());
  }

  @Test
  void aRebuiltModelHasTheSummaryOfItsLayers() {
    Module model =
        new Sequential(
            new Conv2d(3, kernel(3)), new BatchNorm(), relu(), new Flatten(), new Linear(2));
    model.build(IMAGE, 1);
    assertThat(Summary.of(copy(model, IMAGE), IMAGE)).isEqualTo(Summary.of(model, IMAGE));
  }

  @Test
  void onlyPlainValuesAreWritten() {
    assertThat(kinds(SavedModel.of(everything(), IMAGE).toMap()))
        .containsOnly("Long", "Double", "Boolean", "String");
  }

  private static List<String> kinds(Object value) {
    List<String> kinds = new ArrayList<>();
    switch (value) {
      case Map<?, ?> map -> map.values().forEach(v -> kinds.addAll(kinds(v)));
      case List<?> list -> list.forEach(v -> kinds.addAll(kinds(v)));
      default -> kinds.add(value.getClass().getSimpleName());
    }
    return kinds;
  }

  @Test
  void sizesThatGrowWithTheBatchAreWrittenAsSuch() {
    Module model = new Sequential(new Flatten(), new Linear(3));
    model.build(Shape.of(2, 2), 1);
    assertThat(SavedModel.of(model, Shape.of(2, 2)).toMap().toString())
        .contains("shape=[1*n+0, 4]")
        .doesNotContain("class");
  }

  @Test
  void anImageOfAnotherSizeIsRefused() {
    assertThatThrownBy(
            () -> copy(everything(), IMAGE).apply(Tensor.full(TensorType.float32(1, 2, 9, 9), 0)))
        .hasMessage(
            "graph: input is [1, 2, 9, 9], the saved model takes samples of [2, 8, 8] after the"
                + " batch axis; resize the input");
  }

  @Test
  void samplingIsRefusedForItWouldDropNothing() {
    Module same = copy(everything(), IMAGE);
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    assertThatThrownBy(() -> same.apply(images(2, IMAGE, Trace.sampling(state))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a saved model cannot be sampled");
  }

  @Test
  void savedWeightsAreLoadedNotDrawn() {
    Module same = SavedModel.of(everything(), IMAGE).rebuild();
    assertThatThrownBy(() -> same.initialise(1))
        .hasMessage("parameter stem.0.weight belongs to a saved model; load its weights");
  }

  @Test
  void aModelThatCannotBeSavedSaysWhy() {
    Module odd = Activation.of("Odd", x -> x.mul(1.0 / x.dim(0)));
    assertThatThrownBy(() -> SavedModel.of(odd, Shape.of(3)))
        .hasMessageStartingWith("the model cannot be saved: {op=fill")
        .hasMessageContaining("write it with numbers that grow in proportion to the batch");
    Variable own = new Variable("own", TensorType.float32());
    assertThatThrownBy(() -> SavedModel.of(Activation.of("Own", x -> x.mul(own.tensor())), IMAGE))
        .hasMessage(
            "the model uses variable own float32[], which is none of its parameters and buffers");
    Module large = Activation.of("Large", x -> x.add(Tensor.of(Shape.of(5000), new float[5000])));
    assertThatThrownBy(() -> SavedModel.of(large, Shape.of(5000)))
        .hasMessageContaining("is too large for a graph; register it as a buffer");
  }

  @Test
  void whatIsNoModelIsRefusedWithPlaceAndReason() {
    refused("format", "zip", "saved model: format is 'zip', expected cajal-graph");
    refused("version", 2, "saved model: version is 2, expected 1");
    refused("input", Map.of(), "saved model input: dtype is missing");
    refused(
        "modules",
        List.of(Map.of("path", "a", "layer", "\u001b[2J")),
        "saved model modules 0: layer has letters that cannot be printed");
    refused("parameters", "none", "saved model: parameters is not a list");
    refused(
        "evaluation",
        Map.of("nodes", List.of(1)),
        "saved model evaluation nodes 0: expected an object");
    refused(
        "evaluation",
        Map.of("nodes", List.of(Map.of("op", "exec", "in", List.of()))),
        "saved model evaluation nodes 0: there is no operation 'exec'");
    refused(
        "evaluation",
        Map.of("nodes", List.of(Map.of("op", "relu", "in", List.of(List.of(0, 0))))),
        "saved model evaluation nodes 0: in is [0, 0], expected [node, result] of an earlier node");
    refused(
        "evaluation",
        Map.of("nodes", List.of(Map.of("op", "parameter", "path", "secret"))),
        "saved model evaluation nodes 0: path 'secret' is none of the parameters");
    refused(
        "parameters",
        List.of(
            Map.of(
                "path",
                "a.".repeat(400) + "b",
                "dtype",
                "float32",
                "shape",
                List.of(),
                "buffer",
                true)),
        "saved model parameters 0: path has 801 letters, which are too many");
  }

  private static void refused(String key, Object value, String message) {
    Map<String, Object> map = new LinkedHashMap<>(SavedModel.of(everything(), IMAGE).toMap());
    map.put(key, value);
    assertThatThrownBy(() -> SavedModel.fromMap(map))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
