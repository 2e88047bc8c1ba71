package dev.cajal.bench.kernel;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.Window;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A convolution of a network and its two gradients, in the layouts that the backend prefers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvBenchmark {
  /** The layer; every kernel is 5×5. */
  @Param public Layer layer;

  private Bound forward;
  private Bound inputGradient;
  private Bound weightGradient;

  /** Shapes of the zoo. */
  public enum Layer {
    /** LeNet-5, the first layer, batch 32. */
    LENET_CONV1(Shape.of(32, 1, 28, 28), 6, 2),
    /** LeNet-5, the second layer, batch 32. */
    LENET_CONV2(Shape.of(32, 6, 14, 14), 16, 0),
    /** AlexNet, the second layer, batch 16. */
    ALEXNET_CONV2(Shape.of(16, 64, 27, 27), 192, 2);

    private final Shape input;
    private final Shape weight;
    private final Window window;

    Layer(Shape input, int maps, int padding) {
      this.input = input;
      this.weight = Shape.of(maps, input.dim(1), 5, 5);
      this.window = Window.of(2).padding(padding);
    }
  }

  /** Makes the kernels. */
  @Setup
  public void prepare() {
    Conv conv = new Conv(layer.window);
    TensorType x = new TensorType(DType.FLOAT32, layer.input);
    TensorType w = new TensorType(DType.FLOAT32, layer.weight);
    TensorType y = conv.infer(List.of(x, w)).getFirst();
    forward = Bound.free(conv, x, w);
    inputGradient = Bound.free(new ConvInputGrad(layer.window, layer.input), y, w);
    weightGradient = Bound.free(new ConvWeightGrad(layer.window, layer.weight), y, x);
  }

  /** The output from input and weight. */
  @Benchmark
  public void forward() {
    forward.run();
  }

  /** The gradient of the input from that of the output. */
  @Benchmark
  public void inputGradient() {
    inputGradient.run();
  }

  /** The gradient of the weight from that of the output. */
  @Benchmark
  public void weightGradient() {
    weightGradient.run();
  }
}
