package dev.cajal.nn.pretrain;

/**
 * A layer learns to classify together with an output layer of its own, which is thrown away
 * afterwards. The loss is that of the options.
 *
 * <p>Source: Bengio, Lamblin, Popovici and Larochelle, <i>Greedy layer-wise training of deep
 * networks</i>, NIPS 2006, section 4.
 */
public record SupervisedLayers() implements LayerScheme {

  @Override
  public String toString() {
    return "supervised layers";
  }
}
