package dev.cajal.labs.convolution;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Toeplitz;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Picture;
import dev.cajal.viz.image.Diverging;
import java.util.List;

/** Convolution is a product with a matrix of repeated and missing weights. */
final class Matrices {
  static final Lab MATRIX =
      new Lab(
          "conv-matrix",
          Lecture.PERCEPTRON,
          List.of("B4", "B1"),
          "A convolution is a fully connected layer with shared and missing weights; its transposed"
              + " is the transposed matrix.",
          Matrices::matrix);

  static final Lab TRANSPOSED =
      new Lab(
          "transposed",
          Lecture.PERCEPTRON,
          List.of("B5"),
          "A transposed convolution maps one to many: 4×4 becomes 2×2 under 3×3, and 2×2 becomes"
              + " 4×4 again.",
          Matrices::transposed);

  private static final int CELL = 16;

  private Matrices() {}

  private static void matrix(Notebook notebook) {
    Tensor weight = Tensor.of(Shape.of(1, 1, 2, 2), 1.0, -0.4, 0.6, -0.8);
    Tensor matrix = Toeplitz.of(weight, Window.of(2), Shape.of(1, 3, 3));
    Tensor image = Tensor.linspace(DType.FLOAT64, -1, 1, 9);
    notebook.text(
        "3×3 under 2×2: nine inputs, four outputs. Each row holds the four weights at the places of"
            + " one window, and nothing elsewhere.");
    notebook.picture(
        drawn(matrix), "the 4×9 matrix; blue is negative, white zero, orange positive");
    notebook.equal("shape of the matrix", Shape.of(4, 9), matrix.shape());
    Tensor direct = image.reshape(1, 1, 3, 3).conv(weight, Window.of(2)).reshape(4);
    notebook.equal(
        "distance of M·x from the convolution", 0.0, distance(matrix.matmul(image), direct));
    Tensor backward = Toeplitz.ofTransposed(weight, Window.of(2), Shape.of(1, 2, 2));
    notebook.equal(
        "distance of the transposed convolution's matrix from Mᵀ",
        0.0,
        distance(backward, matrix.transpose()));
    notebook.heading("One filter over a 6×6 image");
    Tensor filter = Tensor.linspace(DType.FLOAT64, -1, 1.25, 9).reshape(1, 1, 3, 3);
    Tensor large = Toeplitz.of(filter, Window.of(2), Shape.of(1, 6, 6));
    notebook.picture(drawn(large), "16 outputs over 36 inputs: 9 weights, each used 16 times");
    long used = Math.round(large.notEqualTo(0).cast(DType.FLOAT64).sum().item());
    notebook.equal("connections of 16×36 that exist", 16L * 9, used);
    notebook.equal("different weights", 9L, filter.shape().count());
  }

  private static void transposed(Notebook notebook) {
    Tensor weight = Tensor.linspace(DType.FLOAT64, -1, 1, 9).reshape(1, 1, 3, 3);
    Tensor image = Tensor.linspace(DType.FLOAT64, 0, 1, 16).reshape(1, 1, 4, 4);
    Tensor small = image.conv(weight, Window.of(2));
    Tensor back = small.convTranspose(weight, Window.of(2));
    notebook.text(
        "The transposed convolution spreads each of its inputs over a 3×3 window and adds up what"
            + " overlaps. It brings back the shape, not the values: it is no inverse.");
    notebook.picture(drawn(image.reshape(4, 4)), "the image, 4×4");
    notebook.picture(drawn(small.reshape(2, 2)), "its convolution, 2×2");
    notebook.picture(drawn(back.reshape(4, 4)), "the transposed convolution of that, 4×4");
    notebook.equal("4×4 under 3×3", Shape.of(1, 1, 2, 2), small.shape());
    notebook.equal("and back", Shape.of(1, 1, 4, 4), back.shape());
    Tensor one = Tensor.full(small.type().with(Shape.of(1, 1, 1, 1)), 1);
    notebook.equal(
        "one input, 1, becomes the kernel itself; distance",
        0.0,
        distance(one.convTranspose(weight, Window.of(2)).reshape(9), weight.reshape(9)));
    Tensor y = Tensor.linspace(DType.FLOAT64, 1, 2, 4).reshape(1, 1, 2, 2);
    double left = small.mul(y).sum().item();
    double right = image.mul(y.convTranspose(weight, Window.of(2))).sum().item();
    notebook.near("⟨conv x, y⟩ = ⟨x, convᵀ y⟩", left, right, 1e-12);
    Tensor strided = small.convTranspose(weight, Window.of(2).stride(2));
    notebook.equal(
        "stride 2 of the transposed: a step of one half", Shape.of(1, 1, 5, 5), strided.shape());
  }

  private static double distance(Tensor a, Tensor b) {
    return a.sub(b).abs().max().item();
  }

  private static Picture drawn(Tensor matrix) {
    int height = Math.toIntExact(matrix.dim(0));
    int width = Math.toIntExact(matrix.dim(1));
    double[] values = matrix.toDoubles();
    double extreme = Math.max(matrix.abs().max().item(), 1e-12);
    int[] pixels = new int[height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Diverging.rgb(values[i] / extreme);
    }
    return Picture.of(width, height, pixels).enlarged(CELL);
  }
}
