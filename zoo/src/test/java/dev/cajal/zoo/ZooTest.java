package dev.cajal.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.nn.DenseEvaluation;
import dev.cajal.nn.Module;
import dev.cajal.nn.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ZooTest {

  @ParameterizedTest
  @CsvSource({
    "perceptron, 7850",
    "softmax, 7850",
    "mlp, 407050",
    "mlp-dropout, 669706",
    "deep-sigmoid, 532490",
    "thin, 28090",
    "lenet1989, 9760",
    "lenet5-classic, 60000",
    "lenet5, 61706",
    "convnetjs, 22466",
    "allcnn-a, 1254250",
    "allcnn-b, 1300618",
    "allcnn, 1369738",
    "alexnet, 61100840",
    "alexnet-two-tower, 60965224",
    "vgg11, 132863336",
    "vgg11-lrn, 132863336",
    "vgg11-bn, 132868840",
    "vgg13, 133047848",
    "vgg13-bn, 133053736",
    "vgg16-1x1, 133638952",
    "vgg16, 138357544",
    "vgg16-bn, 138365992",
    "vgg19, 143667240",
    "vgg19-bn, 143678248",
    "deepface, 118923774",
    "overfeat-fast, 145920872",
    "overfeat-accurate, 144656488",
    "char-rnn, 74336",
    "char-lstm, 260192",
    "char-gru, 198240"
  })
  void everyNetworkHasItsPublishedCountOfParameters(String name, long count) {
    Network network = Zoo.find(name);
    Module model = network.create();
    assertThat(model.declare(network.input())).isEqualTo(Shape.of(network.classes()));
    assertThat(model.parameters().stream().mapToLong(v -> v.type().shape().count()).sum())
        .isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "lenet5, 416520, pool2, 16",
    "alexnet, 714188480, features.12, 195",
    "vgg16, 15470264320, features.30, 212"
  })
  void summariesGiveThePublishedCosts(String name, long multiplications, String path, long field) {
    Network network = Zoo.find(name);
    Summary summary = Summary.of(network.create(), network.input());
    assertThat(summary.totals().multiplications()).isEqualTo(multiplications);
    assertThat(summary.rows())
        .filteredOn(r -> r.path().equals(path))
        .extracting(Summary.Row::receptiveField)
        .containsExactly(field);
  }

  /** LeCun et al. 1989 count the pixels among their 1,256 units. */
  @ParameterizedTest
  @CsvSource({"alexnet-two-tower, 659272", "lenet1989, 1000"})
  void unitsAreThoseOfThePapers(String name, long units) {
    Network network = Zoo.find(name);
    Summary summary = Summary.of(network.create(), network.input());
    assertThat(summary.totals().units()).isEqualTo(units);
    assertThat(summary.rows().stream().mapToLong(Summary.Row::units).sum()).isEqualTo(units);
  }

  @Test
  void mostOfDeepFaceShareNothing() {
    Network network = Zoo.find("deepface");
    Summary summary = Summary.of(network.create(), network.input());
    long unshared =
        summary.rows().stream()
            .filter(r -> r.path().matches("[lf][4-8]"))
            .mapToLong(Summary.Row::parameters)
            .sum();
    assertThat((double) unshared / summary.totals().parameters()).isGreaterThan(0.95);
    assertThat(summary.rows())
        .filteredOn(r -> r.path().equals("m2") || r.path().equals("l6"))
        .extracting(Summary.Row::output)
        .containsExactly(Shape.of(32, 71, 71), Shape.of(16, 21, 21));
    assertThat(parameters(network, 4292)).isLessThan(120_000_000);
    assertThat(parameters(network, 4293)).isGreaterThan(120_000_000);
  }

  private static long parameters(Network network, int classes) {
    return Summary.of(network.create(classes), network.input()).totals().parameters();
  }

  /** 36 pixels between scores are those of Sermanet et al. 2014, table 3. */
  @ParameterizedTest
  @CsvSource({
    "overfeat-fast, 32, 295, 3",
    "overfeat-accurate, 36, 257, 2",
    "alexnet-two-tower, 32, 259, 2",
    "alexnet, 32, 256, 2",
    "vgg11, 32, 256, 2",
    "allcnn, 4, 40, 3"
  })
  void photographNetworksSlideOverLargerImages(String name, long stride, long size, long places) {
    Network network = Zoo.find(name);
    Module model = network.create();
    model.declare(network.input());
    DenseEvaluation dense = DenseEvaluation.of(model);
    assertThat(dense.stride()).isEqualTo(stride);
    assertThat(Summary.of(dense, Shape.of(3, size, size)).rows().getLast().output())
        .isEqualTo(Shape.of(network.classes(), places, places));
  }

  @Test
  void everyNameIsCounted() {
    assertThat(Zoo.names()).hasSize(31).doesNotHaveDuplicates();
  }

  @Test
  void photographNetworksHaveTheNamesOfThePublishedWeights() {
    Module alexnet = Zoo.create("alexnet", 1000);
    alexnet.declare(Shape.of(3, 224, 224));
    assertThat(alexnet.state().keySet())
        .contains(
            "features.0.weight", "features.10.bias", "classifier.1.weight", "classifier.6.bias");
    Module vgg = Zoo.create("vgg16-bn", 1000);
    vgg.declare(Shape.of(3, 224, 224));
    assertThat(vgg.state().keySet())
        .contains(
            "features.1.running_mean", "features.41.num_batches_tracked", "classifier.6.weight");
  }

  @Test
  void theNumberOfClassesSizesTheLastLayer() {
    Module model = Zoo.create("allcnn", 7);
    assertThat(model.declare(Shape.of(3, 32, 32))).isEqualTo(Shape.of(7));
    assertThatThrownBy(() -> Zoo.create("mlp", 0))
        .hasMessage("mlp: 0 classes; at least 1 is needed");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyRecipeKeepsTheSizeOfTheInput(Network network) {
    Recipe recipe = network.recipe();
    assertThat(recipe.augmentation().on(network.input()).shape()).isEqualTo(network.input());
    assertThat(recipe.epochs()).isPositive();
    assertThat(recipe.batch()).isPositive();
    assertThat(network.title()).isNotBlank();
  }

  static List<Network> networks() {
    return Zoo.networks();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Zoo.create("LeNet", 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "no network is called 'LeNet'; the nearest names are lenet5, alexnet, ");
    assertThat(Zoo.find("VGG16").name()).isEqualTo("vgg16");
  }

  @Test
  void photographsThatAreTooSmallAreRefusedWithThePath() {
    assertThatThrownBy(() -> Zoo.create("alexnet", 10).declare(Shape.of(3, 32, 32)))
        .hasMessageStartingWith(
            "max_pool at features.12: a window that reaches over 3 does not fit");
  }

  @ParameterizedTest
  @CsvSource({"vgg11, 32", "alexnet, 63", "allcnn, 9", "convnetjs, 8", "mlp, 1"})
  void theSmallestImageOfANetworkIsAcceptedAndASmallerOneIsNot(String name, long size) {
    Network network = Zoo.find(name);
    assertThat(network.smallest()).isEqualTo(Shape.of(network.input().dim(0), size, size));
    assertThat(network.create().declare(network.smallest()).count()).isEqualTo(network.classes());
  }
}
