package dev.cajal.op;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Philox;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import java.util.List;

/**
 * Uniform random numbers in [0, 1) from the state (seed, step), int64[2], without any hidden state:
 * element i is a function of seed, step, stream and i alone, so any kernel on any number of threads
 * gives the same bits.
 *
 * <pre>
 * words = Philox4x32-10(key: seed; counter: block, step, stream low half, stream high half)
 * float32: block = i / 4, y = (words[i mod 4] >>> 8) · 2⁻²⁴
 * float64: block = i / 2, y = (words[h] · 2³² + words[h + 1] >>> 11) · 2⁻⁵³,  h = 2 (i mod 2)
 * </pre>
 *
 * Block and step enter with their low 32 bits.
 *
 * @param dtype float32 or float64
 * @param shape the shape of the result
 * @param stream which of the independent streams of the seed
 */
public record RandomUniform(DType dtype, Shape shape, long stream) implements Op {

  @Override
  public String name() {
    return "random_uniform";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType state = inputs.getFirst();
    if (!state.equals(new TensorType(DType.INT64, Shape.of(2)))) {
      throw new ShapeException("the random state is " + state + ", expected int64[2] (seed, step)");
    }
    if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
      throw new ShapeException("draws float32 or float64, not " + dtype + "; cast the result");
    }
    return List.of(new TensorType(dtype, shape));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray y = outputs.getFirst();
    long seed = inputs.getFirst().getLong(0);
    int step = (int) inputs.getFirst().getLong(1);
    boolean wide = dtype == DType.FLOAT64;
    int each = wide ? 2 : 4;
    int[] words = new int[4];
    for (long i = 0; i < y.count(); i++) {
      int place = (int) (i % each);
      if (place == 0) {
        Philox.block(seed, (int) (i / each), step, (int) stream, (int) (stream >>> 32), words, 0);
      }
      y.set(
          i, wide ? wide(words[2 * place], words[2 * place + 1]) : (words[place] >>> 8) * 0x1p-24);
    }
  }

  private static double wide(int high, int low) {
    long bits = ((long) high << 32) | (low & 0xffff_ffffL);
    return (bits >>> 11) * 0x1p-53;
  }
}
