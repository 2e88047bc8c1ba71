package dev.cajal.cpu.portable;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.portable.PortableConv.Direction;
import dev.cajal.cpu.portable.PortablePool.Kind;
import dev.cajal.graph.Epilogue;
import dev.cajal.op.AvgPool;
import dev.cajal.op.AvgPoolGrad;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.MatMul;
import dev.cajal.op.MaxPool;
import dev.cajal.op.MaxUnpool;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contractions and poolings of row-major float32 tensors in plain loops. */
public final class PortableKernels {
  private PortableKernels() {}

  /** Returns the kernel for a request, or empty if there is none. */
  public static Optional<Choice> choose(Request request) {
    if (request.inputs().isEmpty()
        || !isFloat(request.inputs().getFirst())
        || !isFloat(request.outputs().getFirst())
        || request.outputs().getFirst().shape().count() == 0) {
      return Optional.empty();
    }
    return Optional.ofNullable(kernel(request)).map(kernel -> Choice.rowMajor(request, kernel));
  }

  private static @Nullable Kernel kernel(Request request) {
    Shape first = request.inputs().getFirst().shape();
    Shape second = request.inputs().getLast().shape();
    Shape result = request.outputs().getFirst().shape();
    return switch (request.operation()) {
      case Conv op -> conv(request, op, Finish.NONE);
      case MatMul op -> matmul(request, op, Finish.NONE);
      case Epilogue e when e.contraction() instanceof Conv op ->
          conv(request, op, new Finish(e.bias(), e.relu()));
      case Epilogue e when e.contraction() instanceof MatMul op ->
          matmul(request, op, new Finish(e.bias(), e.relu()));
      case ConvInputGrad op ->
          new PortableConv(
              Direction.INPUT_GRAD,
              op.window(),
              result,
              second,
              first,
              Finish.NONE,
              request.threads());
      case ConvWeightGrad op ->
          new PortableConv(
              Direction.WEIGHT_GRAD,
              op.window(),
              second,
              result,
              first,
              Finish.NONE,
              request.threads());
      case MaxPool op -> {
        DType switches = request.outputs().getLast().dtype();
        yield new PortablePool(
            Kind.MAX, op.size(), op.window(), first, result, switches, false, request.threads());
      }
      case MaxUnpool op -> {
        DType switches = request.inputs().getLast().dtype();
        yield new PortablePool(
            Kind.UNPOOL, op.size(), op.window(), result, first, switches, false, request.threads());
      }
      case AvgPool op ->
          new PortablePool(
              Kind.AVERAGE,
              op.size(),
              op.window(),
              first,
              result,
              DType.UINT8,
              op.countIncludePad(),
              request.threads());
      case AvgPoolGrad op ->
          new PortablePool(
              Kind.AVERAGE_GRAD,
              op.size(),
              op.window(),
              result,
              first,
              DType.UINT8,
              op.countIncludePad(),
              request.threads());
      default -> null;
    };
  }

  private static Kernel conv(Request request, Conv conv, Finish finish) {
    List<TensorType> in = request.inputs();
    return new PortableConv(
        Direction.FORWARD,
        conv.window(),
        in.get(0).shape(),
        in.get(1).shape(),
        request.outputs().getFirst().shape(),
        finish,
        request.threads());
  }

  private static Kernel matmul(Request request, MatMul product, Finish finish) {
    return new PortableMatMul(
        product.transposeA(),
        product.transposeB(),
        request.inputs().getFirst().shape(),
        request.outputs().getFirst().shape(),
        finish,
        request.threads());
  }

  private static boolean isFloat(TensorType type) {
    return type.dtype() == DType.FLOAT32;
  }
}
