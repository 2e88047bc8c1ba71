package dev.cajal.cpu.dnnl;

import dev.cajal.cpu.natives.Native;
import java.lang.invoke.MethodHandle;

/** Matrix products: batched ones over any strides, and the three passes of a linear layer. */
final class MatrixProduct {
  private static final MethodHandle MATMUL =
      Native.function("dnnl_matmul_primitive_desc_create", "i ppppppp");
  private static final MethodHandle LINEAR =
      Native.function("dnnl_inner_product_forward_primitive_desc_create", "i ppippppp");
  private static final MethodHandle LINEAR_BACKWARD_DATA =
      Native.function("dnnl_inner_product_backward_data_primitive_desc_create", "i ppppppp");
  private static final MethodHandle LINEAR_BACKWARD_WEIGHTS =
      Native.function("dnnl_inner_product_backward_weights_primitive_desc_create", "i pppppppp");

  private static final int FORWARD_TRAINING = 64;

  private MatrixProduct() {}

  /** [..., m, k] times [..., k, n]; the bias, if any, has size 1 on every axis but the last. */
  static PrimitiveDesc matmul(
      int threads,
      Attributes attributes,
      MemoryDesc left,
      MemoryDesc right,
      MemoryDesc bias,
      MemoryDesc result) {
    return PrimitiveDesc.create(
        "matrix product",
        threads,
        attributes,
        (_, out, engine, attr) ->
            (int)
                MATMUL.invokeExact(
                    out,
                    engine,
                    left.handle(),
                    right.handle(),
                    bias.handle(),
                    result.handle(),
                    attr));
  }

  /** [n, in] with weights [out, in]; both may have further axes that belong to {@code in}. */
  static PrimitiveDesc linear(
      int threads,
      Attributes attributes,
      MemoryDesc source,
      MemoryDesc weights,
      MemoryDesc bias,
      MemoryDesc result) {
    return PrimitiveDesc.create(
        "linear layer",
        threads,
        attributes,
        (_, out, engine, attr) ->
            (int)
                LINEAR.invokeExact(
                    out,
                    engine,
                    FORWARD_TRAINING,
                    source.handle(),
                    weights.handle(),
                    bias.handle(),
                    result.handle(),
                    attr));
  }

  static PrimitiveDesc linearBackwardData(
      int threads,
      MemoryDesc sourceGradient,
      MemoryDesc weights,
      MemoryDesc resultGradient,
      PrimitiveDesc forward) {
    return PrimitiveDesc.create(
        "linear layer, gradient of the input",
        threads,
        Attributes.PLAIN,
        (_, out, engine, attr) ->
            (int)
                LINEAR_BACKWARD_DATA.invokeExact(
                    out,
                    engine,
                    sourceGradient.handle(),
                    weights.handle(),
                    resultGradient.handle(),
                    forward.handle(),
                    attr));
  }

  static PrimitiveDesc linearBackwardWeights(
      int threads,
      MemoryDesc source,
      MemoryDesc weightsGradient,
      MemoryDesc biasGradient,
      MemoryDesc resultGradient,
      PrimitiveDesc forward) {
    return PrimitiveDesc.create(
        "linear layer, gradient of the weights",
        threads,
        Attributes.PLAIN,
        (_, out, engine, attr) ->
            (int)
                LINEAR_BACKWARD_WEIGHTS.invokeExact(
                    out,
                    engine,
                    source.handle(),
                    weightsGradient.handle(),
                    biasGradient.handle(),
                    resultGradient.handle(),
                    forward.handle(),
                    attr));
  }
}
