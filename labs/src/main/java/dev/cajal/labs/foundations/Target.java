package dev.cajal.labs.foundations;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.classic.LinearRegression;
import dev.cajal.classic.Samples;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;

/** A function on [−2, 2] or its square, known at the places of a grid, for nets to draw. */
final class Target {
  static final double REACH = 2;
  private static final double RATE = 0.01;

  private final int side;
  private final Tensor input;
  private final Tensor output;

  private Target(int side, Tensor input, Tensor output) {
    this.side = side;
    this.input = input.detach();
    this.output = output.detach();
  }

  /** sin 3x + |x|/2 at some places. */
  static Target line(int places) {
    Tensor x = Tensor.linspace(DType.FLOAT32, -REACH, REACH, places).reshape(places, 1);
    return new Target(places, x, x.mul(3).sin().add(x.abs().div(2)));
  }

  /** sin 2x · cos 2y + |x + y|/4 at the places of a square grid, row by row. */
  static Target hills(int side) {
    Tensor ticks = Tensor.linspace(DType.FLOAT32, -REACH, REACH, side);
    Shape square = Shape.of(side, side);
    Tensor x = ticks.reshape(1, side).broadcastTo(square).reshape((long) side * side, 1);
    Tensor y = ticks.reshape(side, 1).broadcastTo(square).reshape((long) side * side, 1);
    Tensor height = x.mul(2).sin().mul(y.mul(2).cos()).add(x.add(y).abs().div(4));
    return new Target(side, Tensor.concat(1, List.of(x, y)), height);
  }

  int side() {
    return side;
  }

  double[] places() {
    return input.toDoubles();
  }

  double[] values() {
    return output.toDoubles();
  }

  double[] values(Module net) {
    return net.apply(input).toDoubles();
  }

  /** Trains a net of one hidden layer by Adam, the rate falling to 0 in a line. */
  Module fit(Activation activation, int width, int steps, long seed) {
    Module net = new Sequential(new Linear(width), activation, new Linear(1));
    net.build(Shape.of(input.dim(1)), seed);
    Variable x = new Variable("x", input.type());
    Variable y = new Variable("y", output.type());
    x.set(input.values());
    y.set(output.values());
    Tensor loss = Losses.mse(net.apply(x.tensor()), y.tensor());
    Updates updates = new Updates(Adam.of(RATE), net.parameters());
    Step step =
        Step.compile(
            List.of(loss), List.of(loss), updates.of(Gradients.of(loss, net.parameters())));
    for (int i = 0; i < steps; i++) {
      updates.rate().fill(RATE * (1 - i / (double) steps));
      step.run();
    }
    return net;
  }

  /** The root of the mean square error at the places. */
  double error(Module net) {
    return error(net.apply(input));
  }

  private double error(Tensor said) {
    return said.sub(output).square().mean().sqrt().item();
  }

  /** The error of the best polynomial of degree two, which no net of squares can beat. */
  double bestParabola() {
    Tensor x = input.cast(DType.FLOAT64);
    List<Tensor> terms = new ArrayList<>(List.of(x));
    for (int i = 0; i < x.dim(1); i++) {
      for (int j = 0; j <= i; j++) {
        terms.add(x.slice(1, i, i + 1).mul(x.slice(1, j, j + 1)));
      }
    }
    Samples samples = Samples.of(Tensor.concat(1, terms), output.cast(DType.FLOAT64));
    return error(
        LinearRegression.of(0).fit(samples).predict(samples.features()).cast(DType.FLOAT32));
  }
}
