package dev.cajal.zoo;

import dev.cajal.backend.DType;
import dev.cajal.backend.ShapeException;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.recurrent.Gru;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.RecurrentLayer;
import dev.cajal.nn.recurrent.RecurrentOptions;
import dev.cajal.nn.recurrent.RecurrentOutput;
import dev.cajal.nn.recurrent.Rnn;
import dev.cajal.nn.train.Objective;
import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A model of text that says which character comes next: one-hot characters, recurrent layers and a
 * linear layer (Karpathy, Johnson, Li 2015, section 3).
 *
 * <ul>
 *   <li>input [n, steps], the numbers of characters as {@link dev.cajal.nn.data.text.TextWindows}
 *       gives them; output [n, characters], scores of what comes after the last
 * </ul>
 *
 * <p>It is trained on what comes after each of the characters: {@link #objective}.
 *
 * <pre>{@code
 * Module model = Zoo.create("char-lstm", data.classes().size()).build(data.train().shape(), 1);
 * new Trainer(model, options, CharacterModel.objective()).train(data.train());
 * }</pre>
 */
public final class CharacterModel extends Module {
  /** The usual size of the states. */
  private static final int HIDDEN = 128;

  private static final RecurrentOptions LAYERS = RecurrentOptions.recurrent().numLayers(2);

  private final int characters;
  private final RecurrentLayer recurrent;
  private final Linear scores;

  private CharacterModel(int characters, RecurrentLayer layers) {
    this.characters = characters;
    recurrent = child("recurrent", layers);
    scores = child("scores", new Linear(characters));
  }

  static Module rnn(int characters) {
    return new CharacterModel(characters, new Rnn(HIDDEN, LAYERS));
  }

  static Module lstm(int characters) {
    return new CharacterModel(characters, new Lstm(HIDDEN, LAYERS));
  }

  static Module gru(int characters) {
    return new CharacterModel(characters, new Gru(HIDDEN, LAYERS));
  }

  /** Returns what training makes small: the mean surprise at each character, not at the last. */
  public static Objective objective() {
    return new NextCharacter();
  }

  @Override
  protected Tensor forward(Tensor x) {
    return scores.apply(last(states(x, List.of()).output()));
  }

  /**
   * Returns the scores after the last step, [n, characters], and the final states.
   *
   * @param x numbers of characters [n, steps]
   * @param state the initial states as {@link RecurrentLayer#run} takes them; empty for zeros
   */
  RecurrentOutput next(Tensor x, List<Tensor> state) {
    RecurrentOutput run = states(x, state);
    return new RecurrentOutput(scores.apply(last(run.output())), run.state());
  }

  private RecurrentOutput states(Tensor x, List<Tensor> state) {
    if (x.rank() != 2) {
      throw new ShapeException("input is " + x.shape() + ", expected characters [n, steps]")
          .at("charactermodel", path());
    }
    return recurrent.run(x.cast(DType.INT64).oneHot(characters, x.dtype()), state);
  }

  private static Tensor last(Tensor all) {
    return all.slice(1, all.dim(1) - 1, all.dim(1)).reshape(all.dim(0), all.dim(2));
  }

  private Objective.Outcome outcome(Tensor x, Tensor labels) {
    Tensor all = scores.apply(states(x, List.of()).output());
    Tensor known = x.slice(1, 1, x.dim(1)).cast(DType.INT64);
    Tensor next = Tensor.concat(1, List.of(known, labels.unsqueeze(1)));
    Tensor loss =
        Losses.crossEntropy(
            all.reshape(x.shape().count(), characters), next.reshape(x.shape().count()));
    return new Objective.Outcome(loss, Optional.of(last(all)));
  }

  private record NextCharacter() implements Objective {

    @Override
    public Outcome of(Module model, Tensor images, Tensor labels) {
      if (!(model instanceof CharacterModel characters)) {
        throw new IllegalArgumentException(
            "the objective of characters is for a CharacterModel, not for " + model.type());
      }
      return characters.outcome(images, labels);
    }

    @Override
    public String toString() {
      return "next character";
    }
  }
}
