package dev.cajal.bench;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Plan;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.zoo.Network;
import dev.cajal.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** A workload on our side: a compiled step over random data. */
final class Steps {
  private final Step step;

  private Steps(Step step) {
    this.step = step;
  }

  /** Builds the model and compiles its step. */
  static Steps of(Workload workload) {
    Network network = Zoo.find(workload.model());
    Module model = network.create().build(network.input(), 1);
    Variable images =
        new Variable(
            "images",
            new TensorType(DType.FLOAT32, Shape.of(workload.batch()).concat(network.input())));
    SplittableRandom random = new SplittableRandom(1);
    fill(images, random::nextGaussian);
    return new Steps(
        workload.mode() == Workload.Mode.INFER
            ? Step.compile(model.apply(images.tensor(Trace.evaluation())))
            : training(network, model, images, random));
  }

  private static Step training(
      Network network, Module model, Variable images, SplittableRandom random) {
    long batch = images.type().shape().dim(0);
    Variable labels = new Variable("labels", new TensorType(DType.INT64, Shape.of(batch)));
    fill(labels, () -> random.nextInt(network.classes()));
    Trace trace = Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
    Tensor loss = Losses.crossEntropy(model.apply(images.tensor(trace)), labels.tensor(trace));
    List<Variable> parameters = model.parameters();
    Gradients gradients = Gradients.of(loss, parameters);
    Updates updates = new Updates(Sgd.of(1e-4).momentum(0.9), parameters);
    List<Assignment> assignments = new ArrayList<>(updates.of(gradients));
    assignments.addAll(trace.assignments());
    Tensor norm = updates.norm(gradients);
    return Step.compile(List.of(loss, norm), List.of(loss, norm), assignments);
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

  Plan plan() {
    return step.plan();
  }
}
