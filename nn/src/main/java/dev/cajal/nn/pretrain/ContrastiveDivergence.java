package dev.cajal.nn.pretrain;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.train.Objective;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an {@link Rbm} descends along, and how its chains run. */
final class ContrastiveDivergence implements Objective {
  private final Rbm scheme;
  private final HiddenLayer layer;
  private final Visible visible;
  private final Decoder decoder;
  private final Helper helper;
  private final @Nullable Variable chains;

  ContrastiveDivergence(Rbm scheme, HiddenLayer layer, Visible visible, long seed) {
    layer.requireSigmoid();
    this.scheme = scheme;
    this.layer = layer;
    this.visible = visible;
    this.decoder = Decoder.tied(layer);
    this.helper = new Helper("machine", decoder, layer.outputs(), seed);
    DType dtype = layer.weight().type().dtype();
    this.chains =
        scheme.particles() == 0
            ? null
            : new Variable(
                "chains", new TensorType(dtype, Shape.of(scheme.particles(), layer.inputs())));
  }

  @Override
  public Outcome of(Module model, Tensor images, Tensor labels) {
    Tensor data = layer.input(images);
    Tensor end = layer.drawing(data, trace -> chain(data, trace)).stopGradient();
    Tensor divergence = freeEnergy(data).sub(freeEnergy(end));
    Tensor z = decoder.apply(layer.output(data));
    Tensor error = Decoder.error(z, data, visible);
    return new Outcome(error.straightThrough(divergence), Optional.empty());
  }

  private Tensor chain(Tensor data, Trace trace) {
    Tensor v = chains == null ? data : chains.tensor(trace);
    for (int step = 0; step < scheme.steps(); step++) {
      v = sampled(decoder.apply(bernoulli(layer.linear(v).sigmoid(), trace)), trace);
    }
    if (chains != null) {
      trace.assign(chains, v);
    }
    return v;
  }

  private Tensor sampled(Tensor z, Trace trace) {
    return switch (visible) {
      case BERNOULLI -> bernoulli(z.sigmoid(), trace);
      case GAUSSIAN -> z.add(trace.normal(z.dtype(), z.shape()));
    };
  }

  private static Tensor bernoulli(Tensor p, Trace trace) {
    return trace.uniform(p.dtype(), p.shape()).less(p).cast(p.dtype());
  }

  /** Returns the mean of F over a batch. */
  private Tensor freeEnergy(Tensor v) {
    Tensor c = decoder.bias(v);
    Tensor seen =
        switch (visible) {
          case BERNOULLI -> v.mul(c).sum(1).neg();
          case GAUSSIAN -> v.sub(c).square().sum(1).mul(0.5);
        };
    return seen.sub(layer.linear(v).softplus().sum(1)).mean();
  }

  @Override
  public List<Variable> trained(Module model) {
    return helper.with(layer.parameters());
  }

  @Override
  public Map<String, Variable> state() {
    Map<String, Variable> state = new LinkedHashMap<>(helper.state());
    if (chains != null) {
      state.put(chains.name(), chains);
    }
    return state;
  }

  @Override
  public String toString() {
    return scheme + " of " + layer.path();
  }
}
