package dev.cajal.bench;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.graph.StepOptions;
import dev.cajal.graph.StepProfile;
import dev.cajal.nn.Module;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** A workload on our side: a compiled step over random data. */
final class Steps {
  private final Step step;
  private final long parameters;

  private Steps(Step step, Module model) {
    this.step = step;
    this.parameters = model.parameters().stream().mapToLong(p -> p.type().shape().count()).sum();
  }

  /** Builds the model and compiles its step. */
  static Steps of(Workload workload) {
    Subject subject = Subject.of(workload.model());
    StepOptions options = StepOptions.plain().precision(workload.precision());
    Module model = subject.model().build(subject.input(), 1);
    long batch = workload.batch();
    Variable inputs =
        new Variable(
            "inputs", new TensorType(DType.FLOAT32, Shape.of(batch).concat(subject.input())));
    Variable labels =
        new Variable("labels", new TensorType(DType.INT64, Shape.of(batch * subject.labels())));
    SplittableRandom random = new SplittableRandom(1);
    fill(inputs, random::nextGaussian);
    fill(labels, () -> random.nextInt(subject.classes()));
    if (workload.mode() == Workload.Mode.INFER) {
      return new Steps(
          compiled(List.of(model.apply(inputs.tensor(Trace.evaluation()))), options), model);
    }
    Trace trace = Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
    Tensor scores = model.apply(inputs.tensor(trace)).reshape(-1, subject.classes());
    Tensor loss = Losses.crossEntropy(scores, labels.tensor(trace));
    return new Steps(
        switch (workload.mode()) {
          case LOSS -> compiled(List.of(loss), options);
          case GRADIENT -> gradient(loss, model.parameters(), options);
          default -> training(loss, model.parameters(), trace, options);
        },
        model);
  }

  private static Step gradient(Tensor loss, List<Variable> parameters, StepOptions options) {
    Gradients gradients = Gradients.of(loss, parameters);
    List<Tensor> outputs = new ArrayList<>(List.of(loss));
    parameters.forEach(p -> outputs.add(gradients.get(p)));
    return compiled(outputs, options);
  }

  private static Step compiled(List<Tensor> outputs, StepOptions options) {
    return Step.compile(outputs, List.of(), List.of(), options);
  }

  private static Step training(
      Tensor loss, List<Variable> parameters, Trace trace, StepOptions options) {
    Gradients gradients = Gradients.of(loss, parameters);
    Updates updates = new Updates(Sgd.of(1e-4).momentum(0.9), parameters);
    List<Assignment> assignments = new ArrayList<>(updates.of(gradients));
    assignments.addAll(trace.assignments());
    Tensor norm = updates.norm(gradients);
    return Step.compile(List.of(loss, norm), List.of(loss, norm), assignments, options);
  }

  private static void fill(Variable variable, DoubleSupplier values) {
    HostArray array = HostArray.of(variable.type(), variable.memory());
    for (long i = 0; i < array.count(); i++) {
      array.set(i, values.getAsDouble());
    }
    variable.touched();
  }

  /** Runs one step and returns its milliseconds. */
  double run() {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Returns how many trained numbers the model has. */
  long parameters() {
    return parameters;
  }

  /** Runs the step some times and returns where its time goes. */
  StepProfile profile(int runs) {
    return step.profile(runs);
  }
}
