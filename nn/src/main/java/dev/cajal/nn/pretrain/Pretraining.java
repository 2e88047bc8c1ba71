package dev.cajal.nn.pretrain;

import dev.cajal.nn.PathPattern;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.train.Checkpointing;
import dev.cajal.nn.train.Objective;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Teaches the hidden linear layers of a chain one after the other, from the lowest, each on what
 * the layers below make of the samples. Afterwards the whole chain is trained as usual; that deep
 * nets of sigmoids learn at all was shown in this way.
 *
 * <pre>{@code
 * Pretraining pretraining =
 *     Pretraining.of(
 *         Autoencoder.tied().corruption(Corruption.masking(0.25)),
 *         TrainerOptions.of(Sgd.of(0.01)).epochs(5).seed(1));
 * pretraining.train(model, data.train());
 * new Trainer(model, TrainerOptions.of(Sgd.of(0.1)).epochs(20).seed(1)).train(data.train());
 * }</pre>
 *
 * <p>Each layer is one run of a {@link Trainer}: schedules, precision, augmentation and listeners
 * are those of the options, and checkpoints go to a folder for each layer, so that a killed run
 * goes on bit for bit. Biases, activation, normalisation and dropout behind a linear layer belong
 * to it.
 *
 * <p>Source: Hinton, Osindero and Teh, <i>A fast learning algorithm for deep belief nets</i>,
 * Neural Computation 2006; Bengio et al., <i>Greedy layer-wise training of deep networks</i>, NIPS
 * 2006.
 *
 * @param scheme what each layer learns
 * @param options how it is trained; without validation
 * @param layers patterns of the paths of the linear layers; empty for all but the last, which gives
 *     the scores
 * @param input what the samples are, after their preparation; behind sigmoids inputs are {@link
 *     Visible#BERNOULLI} in any case, behind other layers {@link Visible#GAUSSIAN}
 */
public record Pretraining(
    LayerScheme scheme, TrainerOptions options, List<PathPattern> layers, Visible input) {

  /** Checks that the options fit. */
  public Pretraining {
    if (options.validation().share() > 0) {
      throw new IllegalArgumentException(
          "pretraining judges no layer on validation samples; leave out the validation share");
    }
    layers = List.copyOf(layers);
  }

  /** Returns pretraining of all hidden layers, for normalised samples. */
  public static Pretraining of(LayerScheme scheme, TrainerOptions options) {
    return new Pretraining(scheme, options, List.of(), Visible.GAUSSIAN);
  }

  /** Returns this for the linear layers whose paths match one of some patterns. */
  public Pretraining layers(String... patterns) {
    return new Pretraining(
        scheme, options, Arrays.stream(patterns).map(PathPattern::new).toList(), input);
  }

  /** Returns this for samples of another kind. */
  public Pretraining input(Visible value) {
    return new Pretraining(scheme, options, layers, value);
  }

  /**
   * Pretrains a built model.
   *
   * @return the layers in the order in which they learned
   * @throws IllegalArgumentException if no layer matches a pattern, or one does not fit the scheme
   * @throws dev.cajal.nn.train.DivergedException if a layer diverges
   * @throws IOException if a checkpoint cannot be read or written
   */
  public List<PretrainedLayer> train(Sequential model, Dataset data) throws IOException {
    return train(model, data, path -> new TrainingListener() {});
  }

  /**
   * Pretrains a built model, and tells of each layer.
   *
   * @param listeners gives one more listener for the layer at a path
   * @return the layers in the order in which they learned
   * @throws IllegalArgumentException if no layer matches a pattern, or one does not fit the scheme
   * @throws dev.cajal.nn.train.DivergedException if a layer diverges
   * @throws IOException if a checkpoint cannot be read or written
   */
  public List<PretrainedLayer> train(
      Sequential model, Dataset data, Function<String, TrainingListener> listeners)
      throws IOException {
    List<HiddenLayer> hidden = new Stack(model).hidden(layers);
    List<Objective> objectives = new ArrayList<>();
    for (HiddenLayer layer : hidden) {
      objectives.add(objective(layer, data.classes().size()));
    }
    List<PretrainedLayer> trained = new ArrayList<>();
    for (int i = 0; i < hidden.size(); i++) {
      String path = hidden.get(i).path();
      TrainerOptions own = options(path).listener(listeners.apply(path));
      trained.add(
          new PretrainedLayer(path, new Trainer(model, own, objectives.get(i)).train(data)));
    }
    return trained;
  }

  private Objective objective(HiddenLayer layer, int classes) {
    Visible visible = layer.visible(input);
    return switch (scheme) {
      case Autoencoder autoencoder ->
          new Reconstruction(autoencoder, layer, visible, options.seed());
      case Rbm rbm -> new ContrastiveDivergence(rbm, layer, visible, options.seed());
      case SupervisedLayers supervised ->
          new LayerSupervision(layer, options.loss(), classes, options.seed());
    };
  }

  private TrainerOptions options(String path) {
    if (options.checkpoints().isEmpty()) {
      return options;
    }
    Checkpointing all = options.checkpoints().get();
    Path folder = all.folder().resolve(path);
    return options.checkpoints(new Checkpointing(folder, all.everySteps(), all.resume()));
  }
}
