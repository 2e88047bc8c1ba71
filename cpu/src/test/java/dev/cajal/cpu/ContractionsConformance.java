package dev.cajal.cpu;

import static dev.cajal.backend.TensorType.float32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Epilogue;
import dev.cajal.op.AvgPool;
import dev.cajal.op.AvgPoolGrad;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.MatMul;
import dev.cajal.op.MaxPool;
import dev.cajal.op.MaxUnpool;
import dev.cajal.op.Window;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every source of contractions and poolings must compute as the reference does. */
public abstract class ContractionsConformance {
  private final Random random = new Random(11);

  /** Returns the kernels to test. */
  protected abstract KernelSource source();

  /** Returns a check of the kernels. */
  protected final KernelCheck kernels() {
    return new KernelCheck(source(), 7);
  }

  private int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  @Test
  void convolutionsOfOddSizesAgreeInAllThreeDirections() {
    for (int round = 0; round < 25; round++) {
      int kernel = between(1, 5);
      Window window =
          Window.of(2)
              .stride(between(1, 3), between(1, 2))
              .dilation(between(1, 2))
              .padding(
                  List.of(between(0, kernel / 2), between(0, kernel / 2)),
                  List.of(between(0, kernel / 2), between(0, kernel / 2)));
      agreesInAllThreeDirections(
          window,
          float32(between(1, 5), between(1, 35), between(9, 17), between(9, 17)),
          between(1, 40),
          kernel,
          kernel);
    }
  }

  @Test
  void convolutionsOverOneAndThreeAxesAgree() {
    agreesInAllThreeDirections(Window.of(1).padding(1), float32(3, 5, 19), 7, 3);
    agreesInAllThreeDirections(Window.of(3).stride(2), float32(2, 3, 7, 8, 9), 17, 3, 2, 3);
  }

  private void agreesInAllThreeDirections(
      Window window, TensorType x, long channels, long... kernel) {
    TensorType w = x.with(Shape.of(channels, x.shape().dim(1)).concat(Shape.of(kernel)));
    Conv conv = new Conv(window);
    TensorType y = conv.infer(List.of(x, w)).getFirst();
    kernels().check(conv, x, w);
    kernels().check(new ConvInputGrad(window, x.shape()), y, w);
    kernels().check(new ConvWeightGrad(window, w.shape()), y, x);
    kernels().check(new Epilogue(conv, true, 1, true), x, w, float32(channels));
    kernels().check(new Epilogue(conv, false, 0, true), x, w);
    kernels().check(new Epilogue(conv, true, 1, false), x, w, float32(channels));
  }

  @Test
  void groupedConvolutionsAgree() {
    Window window = Window.of(2).padding(1).groups(2);
    TensorType x = float32(3, 8, 9, 7);
    TensorType w = float32(6, 4, 3, 3);
    TensorType y = float32(3, 6, 9, 7);
    kernels().check(new Conv(window), x, w);
    kernels().check(new ConvInputGrad(window, x.shape()), y, w);
    kernels().check(new ConvWeightGrad(window, w.shape()), y, x);
  }

  @Test
  void productsAgreeTransposedAndBatched() {
    for (int round = 0; round < 20; round++) {
      long m = between(1, 40);
      long k = between(1, 70);
      long n = between(1, 50);
      boolean ta = random.nextBoolean();
      boolean tb = random.nextBoolean();
      Shape batch = round % 3 == 0 ? Shape.of(between(1, 4)) : Shape.of();
      TensorType a = float32().with(batch.concat(ta ? Shape.of(k, m) : Shape.of(m, k)));
      TensorType b = float32().with(batch.concat(tb ? Shape.of(n, k) : Shape.of(k, n)));
      MatMul product = new MatMul(ta, tb);
      kernels().check(product, a, b);
      int last = batch.rank() + 1;
      kernels().check(new Epilogue(product, true, last, true), a, b, float32(n));
    }
  }

  @Test
  void maximumPoolingsAgreeOnValuesAndSwitches() {
    for (int round = 0; round < 20; round++) {
      int size = between(2, 3);
      Window window =
          Window.of(2)
              .stride(between(1, 3))
              .padding(List.of(between(0, 1), 0), List.of(0, between(0, 1)));
      TensorType x = float32(between(1, 4), between(1, 20), between(6, 13), between(6, 13));
      MaxPool pool = new MaxPool(List.of(size, size), window);
      KernelCheck kernels = kernels();
      HostArray values = kernels.values(x);
      kernels.check(pool, List.of(values));
      HostArray switches = switches(pool, values);
      TensorType g = pool.infer(List.of(x)).getFirst();
      kernels.check(
          new MaxUnpool(pool.size(), window, x.shape()), List.of(kernels.values(g), switches));
    }
  }

  @Test
  void firstOfEqualMaximaIsTheSwitch() {
    MaxPool pool = new MaxPool(List.of(3, 3), Window.of(2).stride(2).padding(1));
    TensorType x = float32(2, 18, 9, 9);
    HostArray zeros = HostArray.of(x, Memory.allocate(x.bytes()));
    kernels().check(pool, List.of(zeros));
  }

  @Test
  void averagePoolingsAgreeWithAndWithoutPadding() {
    for (int round = 0; round < 12; round++) {
      boolean includePadding = round % 2 == 0;
      List<Integer> size = List.of(between(2, 3), between(2, 4));
      Window window = Window.of(2).stride(between(1, 3)).padding(between(0, 1));
      TensorType x = float32(between(1, 4), between(1, 20), between(6, 13), between(6, 13));
      AvgPool pool = new AvgPool(size, window, includePadding);
      kernels().check(pool, x);
      TensorType g = pool.infer(List.of(x)).getFirst();
      kernels().check(new AvgPoolGrad(size, window, includePadding, x.shape()), g);
    }
  }

  @Test
  void wideNumbersAreLeftToTheReference() {
    TensorType wide = float32(3, 3).with(DType.FLOAT64);
    assertThat(kernels().choose(new MatMul(false, false), List.of(wide, wide))).isEmpty();
  }

  private static HostArray switches(MaxPool pool, HostArray x) {
    List<TensorType> types = pool.infer(List.of(x.type()));
    List<HostArray> results =
        types.stream().map(t -> HostArray.of(t, Memory.allocate(t.bytes()))).toList();
    pool.forward(List.of(x), results);
    return results.get(1);
  }
}
