package dev.cajal.zoo;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.Nearest;
import dev.cajal.zoo.Vgg.Norm;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The networks by name.
 *
 * <pre>{@code
 * Module model = Zoo.create("lenet5", 10).build(Shape.of(1, 28, 28), 1);
 * }</pre>
 */
public final class Zoo {
  private static final List<Integer> A = List.of(1, 1, 2, 2, 2);
  private static final List<Integer> B = List.of(2, 2, 2, 2, 2);
  private static final List<Integer> D = List.of(2, 2, 3, 3, 3);
  private static final List<Integer> E = List.of(2, 2, 4, 4, 4);

  private static final List<Network> NETWORKS =
      List.of(
          digits(
              "perceptron",
              "one layer of threshold units (Rosenblatt 1958)",
              Recipes.PERCEPTRON,
              FullyConnected::linear),
          digits(
              "softmax",
              "multinomial logistic regression",
              Recipes.SOFTMAX,
              FullyConnected::linear),
          digits("mlp", "one hidden layer of 512 ReLU", Recipes.MLP, FullyConnected::mlp),
          digits(
              "mlp-dropout",
              "two hidden layers of 512 ReLU with dropout (Srivastava et al. 2014)",
              Recipes.MLP,
              FullyConnected::dropout),
          digits(
              "deep-sigmoid",
              "six hidden layers of 256 sigmoids, to be pretrained (Bengio et al. 2007)",
              Recipes.DEEP_SIGMOID,
              FullyConnected::deepSigmoid),
          digits(
              "thin",
              "sixteen hidden layers of 24 ReLU, a student (Romero et al. 2015)",
              Recipes.THIN,
              FullyConnected::thin),
          new Network(
              "lenet1989",
              "network for zip codes (LeCun et al. 1989)",
              Shape.of(1, 16, 16),
              10,
              Recipes.LENET1989,
              LeNet::of1989),
          digits(
              "lenet5-classic",
              "LeNet-5 (LeCun et al. 1998) as published",
              Recipes.LENET_CLASSIC,
              LeNet::fiveClassic),
          digits("lenet5", "LeNet-5 (LeCun et al. 1998), modern form", Recipes.LENET, LeNet::five),
          small(
              "convnetjs",
              "CIFAR-10 demo net of ConvNetJS (Karpathy 2014)",
              Recipes.CONVNETJS,
              ConvNetJs::cifar),
          small(
              "allcnn-a", "All-CNN-A (Springenberg et al. 2015)", Recipes.ALLCNN, AllCnn.A::create),
          small(
              "allcnn-b", "All-CNN-B (Springenberg et al. 2015)", Recipes.ALLCNN, AllCnn.B::create),
          small("allcnn", "All-CNN-C (Springenberg et al. 2015)", Recipes.ALLCNN, AllCnn.C::create),
          photos(
              "alexnet",
              "AlexNet (Krizhevsky et al. 2012) in one tower",
              Recipes.ALEXNET,
              AlexNet::oneTower),
          new Network(
              "alexnet-two-tower",
              "AlexNet (Krizhevsky et al. 2012) as published",
              Shape.of(3, 227, 227),
              1000,
              Recipes.ALEXNET,
              AlexNet::twoTowers),
          vgg("vgg11", "A", new Vgg(A, false, Norm.NONE)),
          vgg("vgg11-lrn", "A-LRN", new Vgg(A, false, Norm.RESPONSE)),
          vgg("vgg11-bn", "A with batch normalisation", new Vgg(A, false, Norm.BATCH)),
          vgg("vgg13", "B", new Vgg(B, false, Norm.NONE)),
          vgg("vgg13-bn", "B with batch normalisation", new Vgg(B, false, Norm.BATCH)),
          vgg("vgg16-1x1", "C", new Vgg(D, true, Norm.NONE)),
          vgg("vgg16", "D", new Vgg(D, false, Norm.NONE)),
          vgg("vgg16-bn", "D with batch normalisation", new Vgg(D, false, Norm.BATCH)),
          vgg("vgg19", "E", new Vgg(E, false, Norm.NONE)),
          vgg("vgg19-bn", "E with batch normalisation", new Vgg(E, false, Norm.BATCH)),
          new Network(
              "deepface",
              "DeepFace (Taigman et al. 2014), for aligned faces",
              Shape.of(3, 152, 152),
              4030,
              Recipes.DEEPFACE,
              DeepFace::create),
          new Network(
              "overfeat-fast",
              "OverFeat (Sermanet et al. 2014), fast model",
              Shape.of(3, 231, 231),
              1000,
              Recipes.OVERFEAT,
              OverFeat::fast),
          new Network(
              "overfeat-accurate",
              "OverFeat (Sermanet et al. 2014), accurate model",
              Shape.of(3, 221, 221),
              1000,
              Recipes.OVERFEAT,
              OverFeat::accurate),
          characters("char-rnn", "plain recurrent network", CharacterModel::rnn),
          characters("char-lstm", "long short-term memory", CharacterModel::lstm),
          characters("char-gru", "gated recurrent units", CharacterModel::gru));

  private Zoo() {}

  private static Network digits(
      String name, String title, Recipe recipe, IntFunction<Module> factory) {
    return new Network(name, title, Shape.of(1, 28, 28), 10, recipe, factory);
  }

  private static Network small(
      String name, String title, Recipe recipe, IntFunction<Module> factory) {
    return new Network(name, title, Shape.of(3, 32, 32), 10, recipe, factory);
  }

  private static Network photos(
      String name, String title, Recipe recipe, IntFunction<Module> factory) {
    return new Network(name, title, Shape.of(3, 224, 224), 1000, recipe, factory);
  }

  /** Made for the printable characters of ASCII and the end of line. */
  private static Network characters(String name, String cell, IntFunction<Module> factory) {
    String title = "model of text by characters, " + cell + " (Karpathy et al. 2015)";
    return new Network(name, title, Shape.of(64), 96, Recipes.CHARACTERS, factory);
  }

  private static Network vgg(String name, String column, Vgg vgg) {
    String title = "VGG " + column + " (Simonyan, Zisserman 2015)";
    return photos(name, title, Recipes.VGG, vgg::create);
  }

  /** Returns all networks, small ones first. */
  public static List<Network> networks() {
    return NETWORKS;
  }

  /** Returns the names of all networks, small ones first. */
  public static List<String> names() {
    return NETWORKS.stream().map(Network::name).toList();
  }

  /**
   * Returns the network of a name.
   *
   * @throws IllegalArgumentException if there is none, naming the nearest
   */
  public static Network find(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return NETWORKS.stream()
        .filter(n -> n.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  /**
   * Returns a model, not yet built.
   *
   * @param name the name of a network
   * @param classes the number of scores that it puts out
   * @throws IllegalArgumentException if there is no such network, naming the nearest
   */
  public static Module create(String name, int classes) {
    return find(name).create(classes);
  }

  private static String unknown(String name) {
    return "no network is called '"
        + name
        + "'; the nearest names are "
        + Nearest.to(name.toLowerCase(Locale.ROOT), names())
        + "; all are "
        + String.join(" ", names());
  }
}
