package dev.cajal.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.Summary;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LeNetTest {

  @Test
  void layersOfLeNetFiveHaveTheParametersOfThePaper() {
    assertThat(parameters("lenet5-classic"))
        .containsExactly("c1 156", "s2 12", "c3 1516", "s4 32", "c5 48120", "f6 10164");
  }

  @Test
  void layersOf1989HaveTheParametersAndUnitsOfThePaper() {
    assertThat(parameters("lenet1989"))
        .containsExactly("h1 300", "bias1 768", "h2 2400", "bias2 192", "h3 5790", "output 310");
    Network network = Zoo.find("lenet1989");
    long pixels = network.input().count();
    assertThat(pixels + Summary.of(network.create(), network.input()).totals().units())
        .isEqualTo(1256);
  }

  private static List<String> parameters(String name) {
    Network network = Zoo.find(name);
    return Summary.of(network.create(), network.input()).rows().stream()
        .filter(row -> row.parameters() > 0)
        .map(row -> row.path() + " " + row.parameters())
        .toList();
  }

  @Test
  void mapsSeeThoseOfTheTableAlone() {
    TableConv conv = new TableConv(List.of(List.of(0, 2), List.of(1)), 2, 1, false);
    conv.build(Shape.of(3, 3, 3), DType.FLOAT64, 1);
    Tensor x = Tensor.iota(new TensorType(DType.FLOAT64, Shape.of(1, 3, 3, 3)), 3).sin();
    Tensor w = conv.variable("weight").tensor();
    Tensor zeros = Tensor.full(new TensorType(DType.FLOAT64, Shape.of(1, 2, 2)), 0);
    Tensor dense =
        Tensor.concat(
                0,
                List.of(w.slice(0, 0, 1), zeros, w.slice(0, 1, 2), zeros, w.slice(0, 2, 3), zeros))
            .reshape(2, 3, 2, 2);
    assertThat(conv.apply(x).toDoubles())
        .containsExactly(x.conv(dense, Window.of(2)).toDoubles(), within(1e-12));
  }

  @Test
  void everyTableIsThatOfItsPaper() {
    Module classic = Zoo.create("lenet5-classic", 10);
    assertThat(classic.module("c3")).hasToString("TableConv(16, 5x5, stride 1, 60 connections)");
    Module old = Zoo.create("lenet1989", 10);
    assertThat(old.module("h2")).hasToString("TableConv(12, 5x5, stride 2, 96 connections)");
  }

  @Test
  void codesArePicturesOfTheirDigitsAndFarApart() {
    double[] codes = DigitCodes.of(12);
    assertThat(codes).containsOnly(-1, 1).hasSize(12 * DigitCodes.SIZE);
    assertThat(row(codes, 7, 0)).isEqualTo("#######");
    assertThat(row(codes, 1, 5)).isEqualTo("...#...");
    for (int a = 0; a < 12; a++) {
      for (int b = 0; b < a; b++) {
        int apart = 0;
        for (int i = 0; i < DigitCodes.SIZE; i++) {
          apart += codes[a * DigitCodes.SIZE + i] == codes[b * DigitCodes.SIZE + i] ? 0 : 1;
        }
        assertThat(apart).as(a + " and " + b).isGreaterThan(4);
      }
    }
  }

  private static String row(double[] codes, int digit, int row) {
    int from = digit * DigitCodes.SIZE + 7 * row;
    return Arrays.stream(codes, from, from + 7)
        .mapToObj(v -> v > 0 ? "#" : ".")
        .collect(Collectors.joining());
  }

  @Test
  void theScoreOfAClassIsItsNegatedDistance() {
    Module output = new Sequential(new RadialBasis(10));
    output.build(Shape.of(DigitCodes.SIZE), DType.FLOAT64, 1);
    double[] three =
        Arrays.copyOfRange(DigitCodes.of(10), 3 * DigitCodes.SIZE, 4 * DigitCodes.SIZE);
    double[] scores = output.apply(Tensor.of(Shape.of(1, DigitCodes.SIZE), three)).toDoubles();
    assertThat(scores[3]).isCloseTo(0, within(1e-9));
    double[] eight =
        Arrays.copyOfRange(DigitCodes.of(10), 8 * DigitCodes.SIZE, 9 * DigitCodes.SIZE);
    double distance = 0;
    for (int i = 0; i < three.length; i++) {
      distance += (three[i] - eight[i]) * (three[i] - eight[i]);
    }
    assertThat(scores[8]).isCloseTo(-distance, within(1e-9));
    assertThat(output.parameters()).isEmpty();
  }
}
