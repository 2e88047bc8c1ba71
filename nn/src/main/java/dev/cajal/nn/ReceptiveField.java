package dev.cajal.nn;

import dev.cajal.grad.Topology;
import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * What the elements of a layer see of the input along one axis: element i sees the {@code size}
 * elements of the input from {@code first + i · jump} on. A window of k elements, dilated by d,
 * adds (k − 1)·d·jump to the size, its padding moves the first, and its stride multiplies the jump.
 *
 * <pre>{@code
 * Tensor x = new Variable("x", TensorType.float32(1, 1, 28, 28)).tensor();
 * Tensor maps = new MaxPool2d(2).apply(x.pad(2, 1, 1).pad(3, 1, 1));
 * ReceptiveField.of(maps, x, 2); // first -1, size 2, jump 2
 * }</pre>
 *
 * <p>Source: Araujo, Norris and Sim, <i>Computing receptive fields of convolutional neural
 * networks</i>, Distill 2019.
 *
 * @param first where the field of element 0 begins; negative where it reaches into the padding
 * @param size of a field
 * @param jump between the fields of neighbours
 */
public record ReceptiveField(double first, double size, double jump) {

  /**
   * Follows an axis of an image through all that moves it.
   *
   * @param output computed from the input
   * @param input [n, channels, …]
   * @param axis 2 for rows, 3 for columns
   * @return nothing where elements see the whole axis, or it is not known what they see
   */
  public static Optional<ReceptiveField> of(Tensor output, Tensor input, int axis) {
    return ReceptiveFields.along(
        axis, Topology.order(List.of(output)), input.node(), output.node());
  }
}
