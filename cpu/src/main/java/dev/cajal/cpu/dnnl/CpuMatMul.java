package dev.cajal.cpu.dnnl;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.team.Team;
import dev.cajal.op.MatMul;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link MatMul}, with a bias and a rectifier if they follow. In training, operands and result stay
 * row-major: oneDNN packs strided weights at every call, but one resident order serves the product
 * and both its gradients. Weights that stay as they are get packed once.
 */
final class CpuMatMul {
  /** Of larger weights a second copy costs more memory than it saves time. */
  private static final long MOST_PACKED = 1 << 22;

  private CpuMatMul() {}

  static Optional<Choice> choose(
      Request request, MatMul product, Attributes attributes, boolean withBias) {
    TensorType y = request.outputs().getFirst();
    TensorType a = request.inputs().get(0);
    TensorType b = request.inputs().get(1);
    if (!Attempts.multiply(a, b) || !Attempts.isReal(y)) {
      return Optional.empty();
    }
    long m = y.shape().dim(-2);
    long n = y.shape().dim(-1);
    long k = a.shape().dim(product.transposeA() ? -2 : -1);
    if (y.shape().rank() == 2
        && a.dtype() == DType.FLOAT32
        && y.dtype() == DType.FLOAT32
        && SwappedProduct.isWorthIt(m, k, n)) {
      return Optional.of(
          Choice.rowMajor(
              request,
              SwappedProduct.of(
                  Team.size(request.threads()),
                  m,
                  k,
                  n,
                  strides(a.shape(), product.transposeA()),
                  strides(b.shape(), product.transposeB()),
                  withBias,
                  attributes.relu())));
    }
    MemoryDesc left = operand(a, product.transposeA());
    boolean packed = request.steady().get(1) && b.shape().rank() == 2 && k * n < MOST_PACKED;
    MemoryDesc right =
        packed
            ? MemoryDesc.any(Descriptors.number(b.dtype()), k, n)
            : operand(b, product.transposeB());
    MemoryDesc bias = withBias ? bias(y) : MemoryDesc.NONE;
    return Attempts.first(
            List.of(() ->
                Optional.of(
                    MatrixProduct.matmul(
                        Attempts.threads(request),
                        attributes,
                        left,
                        right,
                        bias,
                        Descriptors.rowMajor(y)))))
        .map(desc -> {
          int threads = Attempts.threads(request);
          boolean plain = !withBias && !attributes.relu() && y.shape().rank() == 2;
          if (plain && Attempts.isDetour(desc.implementation())) {
            return Choice.rowMajor(
                request, new Gemm(product.transposeA(), product.transposeB(), m, n, k, threads));
          }
          List<Integer> arguments = new ArrayList<>(List.of(Argument.SOURCE, Argument.WEIGHTS));
          if (withBias) {
            arguments.add(Argument.BIAS);
          }
          Choice choice =
              Choice.rowMajor(
                  request, new PrimitiveKernel(desc, arguments, List.of(Argument.RESULT)));
          return packed ? withWeights(choice, weights(b, product.transposeB(), desc)) : choice;
        });
  }

  /** Returns the order that oneDNN chose for weights, as they are stored. */
  private static Layout weights(TensorType b, boolean transposed, PrimitiveDesc desc) {
    MemoryDesc weights = desc.memory(Argument.WEIGHTS);
    return Descriptors.layout(b, transposed ? weights.transposed() : weights);
  }

  private static Choice withWeights(Choice choice, Layout weights) {
    List<Layout> layouts = new ArrayList<>(choice.inputs());
    layouts.set(1, weights);
    return new Choice(choice.kernel(), layouts, choice.outputs());
  }

  /** Describes row-major memory of [..., r, c], or of its transpose as seen from [..., r, c]. */
  private static MemoryDesc operand(TensorType type, boolean transposed) {
    long[] sizes = type.shape().toArray();
    if (transposed) {
      int last = sizes.length - 1;
      sizes[last] = type.shape().dim(-2);
      sizes[last - 1] = type.shape().dim(-1);
    }
    return MemoryDesc.strided(
        Descriptors.number(type.dtype()), sizes, strides(type.shape(), transposed));
  }

  private static long[] strides(Shape shape, boolean transposed) {
    long[] strides = shape.strides();
    if (transposed) {
      int last = strides.length - 1;
      strides[last] = shape.dim(-1);
      strides[last - 1] = 1;
    }
    return strides;
  }

  private static MemoryDesc bias(TensorType y) {
    long[] sizes = new long[y.shape().rank()];
    java.util.Arrays.fill(sizes, 1);
    sizes[sizes.length - 1] = y.shape().dim(-1);
    return MemoryDesc.strided(MemoryDesc.FLOAT, sizes, Shape.of(sizes).strides());
  }
}
