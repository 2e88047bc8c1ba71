package dev.cajal.cpu.dnnl;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.natives.Library;
import dev.cajal.graph.Epilogue;
import dev.cajal.graph.Mixed;
import dev.cajal.op.AvgPool;
import dev.cajal.op.AvgPoolGrad;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.LogSoftmax;
import dev.cajal.op.MatMul;
import dev.cajal.op.MaxPool;
import dev.cajal.op.MaxUnpool;
import dev.cajal.op.Permute;
import dev.cajal.op.Softmax;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The operations that oneDNN computes in float32, from storage in float32 or bfloat16:
 * contractions, poolings, softmax, reorders.
 */
public final class DnnlKernels {
  private static final Set<DType> TYPES =
      EnumSet.of(DType.FLOAT32, DType.BFLOAT16, DType.INT32, DType.UINT8);

  private DnnlKernels() {}

  /**
   * Returns the kernel for a request, or empty if oneDNN has none; its libraries must be loaded.
   */
  public static Optional<Choice> choose(Request request) {
    if (Stream.concat(request.inputs().stream(), request.outputs().stream())
        .anyMatch(DnnlKernels::isStranger)) {
      return Optional.empty();
    }
    return choose(
        request,
        request.operation() instanceof Mixed mixed ? mixed.operation() : request.operation());
  }

  private static Optional<Choice> choose(Request request, Operation operation) {
    return switch (operation) {
      case Conv conv -> CpuConv.forward(request, conv, Attributes.PLAIN, false);
      case MatMul product -> CpuMatMul.choose(request, product, Attributes.PLAIN, false);
      case Epilogue e when e.contraction() instanceof Conv conv ->
          CpuConv.forward(request, conv, Attributes.PLAIN.withRelu(e.relu()), e.bias());
      case Epilogue e when e.contraction() instanceof MatMul product ->
          CpuMatMul.choose(request, product, Attributes.PLAIN.withRelu(e.relu()), e.bias());
      case ConvInputGrad grad -> CpuConv.inputGrad(request, grad);
      case ConvWeightGrad grad -> CpuConv.weightGrad(request, grad);
      case MaxPool pool -> CpuPool.max(request, pool);
      case MaxUnpool pool -> CpuPool.unpool(request, pool);
      case AvgPool pool -> CpuPool.average(request, pool);
      case AvgPoolGrad pool -> CpuPool.averageGrad(request, pool);
      case Softmax softmax -> CpuSoftmax.choose(request, softmax.axis(), false);
      case LogSoftmax softmax -> CpuSoftmax.choose(request, softmax.axis(), true);
      case Reorder reorder -> CpuReorder.choose(request, reorder);
      case Permute permute -> CpuReorder.permute(request, permute);
      default -> Optional.empty();
    };
  }

  /** Whether a type is none of oneDNN's business: wide types, and tensors without elements. */
  private static boolean isStranger(TensorType type) {
    return type.shape().count() == 0 || !TYPES.contains(type.dtype());
  }

  /** Returns one line for {@code cajal doctor}. */
  public static String describe() {
    return Engine.describe() + ", " + Library.describe();
  }
}
