package dev.cajal.nn.pretrain;

import dev.cajal.nn.Module;
import dev.cajal.nn.train.Objective;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an {@link Autoencoder} makes small. */
final class Reconstruction implements Objective {
  private final Autoencoder scheme;
  private final HiddenLayer layer;
  private final Visible visible;
  private final Helper decoder;

  Reconstruction(Autoencoder scheme, HiddenLayer layer, Visible visible, long seed) {
    this.scheme = scheme;
    this.layer = layer;
    this.visible = visible;
    Decoder back = scheme.tiedWeights() ? Decoder.tied(layer) : Decoder.free(layer);
    this.decoder = new Helper("decoder", back, layer.outputs(), seed);
  }

  @Override
  public Outcome of(Module model, Tensor images, Tensor labels) {
    Tensor x = layer.input(images);
    Tensor corrupted = layer.drawing(x, trace -> scheme.corruption().of(x, trace));
    Tensor z = decoder.module().apply(layer.output(corrupted));
    return new Outcome(Decoder.error(z, x, visible), Optional.empty());
  }

  @Override
  public List<Variable> trained(Module model) {
    return decoder.with(layer.parameters());
  }

  @Override
  public Map<String, Variable> state() {
    return decoder.state();
  }

  @Override
  public String toString() {
    return scheme + " of " + layer.path();
  }
}
