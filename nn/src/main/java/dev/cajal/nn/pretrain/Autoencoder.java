package dev.cajal.nn.pretrain;

/**
 * A layer h = s(x·Wᵀ + b) learns to keep what it needs for reconstructing its input:
 *
 * <pre>
 * z = h(x̃)·W′ + c,  x̃ the corrupted x;  W′ = W if the weights are tied, else of its own
 * ℓ = Σ log(1 + e^z) − x·z     where inputs are {@link Visible#BERNOULLI}
 * ℓ = ½ Σ (z − x)²             where they are {@link Visible#GAUSSIAN}
 * </pre>
 *
 * <p>summed over the inputs and averaged over the batch. What decodes is thrown away afterwards.
 *
 * <pre>{@code
 * LayerScheme denoising = Autoencoder.tied().corruption(Corruption.masking(0.25));
 * }</pre>
 *
 * <p>Source: Bengio, Lamblin, Popovici and Larochelle, <i>Greedy layer-wise training of deep
 * networks</i>, NIPS 2006, section 4; with corruption Vincent et al., <i>Extracting and composing
 * robust features with denoising autoencoders</i>, ICML 2008.
 *
 * @param tiedWeights whether the decoder uses the transposed weights of the layer
 * @param corruption what happens to the input first
 */
public record Autoencoder(boolean tiedWeights, Corruption corruption) implements LayerScheme {

  /** Returns an autoencoder with the weights of the layer in both directions. */
  public static Autoencoder tied() {
    return new Autoencoder(true, Corruption.none());
  }

  /** Returns an autoencoder whose decoder has weights of its own. */
  public static Autoencoder free() {
    return new Autoencoder(false, Corruption.none());
  }

  /** Returns this with another corruption. */
  public Autoencoder corruption(Corruption value) {
    return new Autoencoder(tiedWeights, value);
  }

  @Override
  public String toString() {
    return "autoencoder (" + (tiedWeights ? "tied" : "free") + " weights, " + corruption + ")";
  }
}
