package dev.cajal.graph;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.GlobalAvgPool;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.AdaGrad;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.AdamW;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.RAdam;
import dev.cajal.nn.optim.RmsProp;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.Updates;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Training steps of small networks, which between them need every pass. */
@SuppressWarnings("ImmutableEnumChecker") // shapes and optimizers are
public enum Example {
  /** Weights that are updated while their gradient is computed. */
  WIDE(Shape.of(600), Sgd.of(0.1).momentum(0.9).decay(1e-3)) {
    @Override
    Module model() {
      return new Sequential(new Linear(512), relu(), new Linear(CLASSES));
    }
  },
  /** The same, with a gradient whose square the update reads too. */
  WIDE_ADAGRAD(Shape.of(600), AdaGrad.of(0.01).epsilon(1e-2)) {
    @Override
    Module model() {
      return new Sequential(new Linear(512), Activation.tanh(), new Linear(CLASSES));
    }
  },
  /** The same, with an update that asks a truth value. */
  WIDE_RADAM(Shape.of(600), RAdam.of(0.01).epsilon(1e-2)) {
    @Override
    Module model() {
      return new Sequential(new Linear(512), relu(), new Dropout(0.2), new Linear(CLASSES));
    }
  },
  LENET(Shape.of(1, 20, 20), AdamW.of(0.01).epsilon(1e-2).decay(0.1)) {
    @Override
    Module model() {
      return new Sequential(
          new Conv2d(6, kernel(5).padding(2)),
          relu(),
          new MaxPool2d(2),
          new Conv2d(16, kernel(5)),
          relu(),
          new MaxPool2d(2),
          new Flatten(),
          new Linear(30),
          relu(),
          new Linear(CLASSES));
    }
  },
  BATCH_NORM(Shape.of(3, 10, 10), RmsProp.of(0.01).epsilon(1e-2)) {
    @Override
    Module model() {
      return new Sequential(
          new Conv2d(8, kernel(3).padding(1), false),
          new BatchNorm(),
          Activation.silu(),
          new Conv2d(16, kernel(3).padding(1), false),
          new BatchNorm(),
          relu(),
          new GlobalAvgPool(),
          new Linear(CLASSES));
    }
  },
  /** A head is trained on features that stay, with a batch norm in use. */
  FROZEN(Shape.of(3, 10, 10), Sgd.of(0.1).nesterov(0.9)) {
    @Override
    Module model() {
      Module features =
          new Sequential(
              new Conv2d(8, kernel(3).padding(1)), new BatchNorm(), relu(), new MaxPool2d(2));
      features.freeze();
      return new Sequential(features, new Flatten(), new Linear(20), relu(), new Linear(CLASSES));
    }

    @Override
    Trace trace() {
      return Trace.evaluation();
    }
  },
  RESIDUAL(Shape.of(4, 8, 8), Adam.of(0.01).epsilon(1e-2)) {
    @Override
    Module model() {
      return new Sequential(
          new Conv2d(8, kernel(3).padding(1)),
          relu(),
          new Residual(8),
          new Residual(8),
          new GlobalAvgPool(),
          new Linear(CLASSES));
    }
  },
  LSTM(Shape.of(6, 10), Adam.of(0.01).epsilon(1e-2)) {
    @Override
    Module model() {
      return new Sequential(new Lstm(12), new Flatten(), new Linear(CLASSES));
    }
  };

  private static final int CLASSES = 5;
  private static final int BATCH = 3;
  private static final int STEPS = 2;
  private static final double LIMIT = 10;

  private final Shape input;
  private final Optimizer optimizer;

  Example(Shape input, Optimizer optimizer) {
    this.input = input;
    this.optimizer = optimizer;
  }

  abstract Module model();

  Trace trace() {
    return Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
  }

  /**
   * What some steps did.
   *
   * @param changes by name, of parameters, running statistics and the optimizer's state
   */
  record Outcome(Map<String, double[]> changes) {}

  /** A fresh model and its step, always from the same beginning. */
  private record Prepared(Step step, Map<String, Variable> state) {}

  /** Returns a training step of a fresh model. */
  public Step prepare(List<Backend> backends, StepOptions options) {
    return prepare(backends, Pass.all(), options).step();
  }

  /** Returns the plan of a strict step, as it prints itself. */
  String plan(Set<Pass> passes) {
    return prepare(Backends.all(), passes, StepOptions.plain()).step().plan().toString();
  }

  private Prepared prepare(List<Backend> backends, Set<Pass> passes, StepOptions options) {
    Module model = model().build(input, 1);
    Shape batch = Shape.of(BATCH);
    Variable inputs = new Variable("inputs", TensorType.float32().with(batch.concat(input)));
    Variable labels = new Variable("labels", new TensorType(DType.INT64, batch));
    SplittableRandom random = new SplittableRandom(1);
    fill(inputs, random::nextGaussian);
    fill(labels, () -> random.nextInt(CLASSES));
    Trace trace = trace();
    Tensor loss = Losses.crossEntropy(model.apply(inputs.tensor(trace)), labels.tensor(trace));
    Gradients gradients = Gradients.of(loss, model.parameters());
    Updates updates = new Updates(optimizer, model.parameters());
    Tensor norm = updates.norm(gradients);
    List<Assignment> assignments = new ArrayList<>(updates.clipped(gradients, norm, LIMIT));
    assignments.addAll(trace.assignments());
    List<Tensor> outputs = List.of(loss, norm);
    Map<String, Variable> state = new LinkedHashMap<>(model.state());
    updates.state().forEach(v -> state.put(v.name(), v));
    return new Prepared(
        Step.compile(outputs, outputs, assignments, backends, passes, options), state);
  }

  /** Trains a fresh model. */
  Outcome train(List<Backend> backends, Set<Pass> passes, StepOptions options) {
    Prepared prepared = prepare(backends, passes, options);
    Step step = prepared.step();
    Map<String, double[]> before = new LinkedHashMap<>();
    prepared.state().forEach((name, variable) -> before.put(name, values(variable)));
    Map<String, double[]> changes = new LinkedHashMap<>();
    for (int i = 0; i < STEPS; i++) {
      step.run();
      changes.put("loss and norm " + i, new double[] {step.scalar(0), step.scalar(1)});
    }
    prepared
        .state()
        .forEach((name, variable) -> {
          double[] old = Objects.requireNonNull(before.get(name));
          double[] change = values(variable);
          Arrays.setAll(change, i -> change[i] - old[i]);
          changes.put(name, change);
        });
    return new Outcome(changes);
  }

  private static double[] values(Variable variable) {
    return variable.tensor().toDoubles();
  }

  private static void fill(Variable variable, DoubleSupplier values) {
    HostArray array = HostArray.of(variable.type(), variable.memory());
    for (long i = 0; i < array.count(); i++) {
      array.set(i, values.getAsDouble());
    }
    variable.touched();
  }

  /** x + f(x) with two convolutions. */
  private static final class Residual extends Module {
    private final Module first;
    private final Module second;

    Residual(int channels) {
      first = child("first", new Conv2d(channels, kernel(3).padding(1)));
      second = child("second", new Conv2d(channels, kernel(3).padding(1)));
    }

    @Override
    protected Tensor forward(Tensor x) {
      return second.apply(first.apply(x).relu()).add(x).relu();
    }
  }
}
