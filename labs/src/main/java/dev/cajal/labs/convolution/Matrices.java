package dev.cajal.labs.convolution;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Toeplitz;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.chart.MatrixFigure;
import java.util.List;

/** Convolution is a product with a matrix of repeated and missing weights. */
final class Matrices {
  static final Lab MATRIX =
      new Lab(
          "conv-matrix",
          Lecture.PERCEPTRON,
          List.of("B4", "B1"),
          "A convolution is a fully connected layer with shared and missing weights; the"
              + " transposed convolution is the product with the transposed matrix.",
          Matrices::matrix);

  static final Lab TRANSPOSED =
      new Lab(
          "transposed",
          Lecture.PERCEPTRON,
          List.of("B5"),
          "A transposed convolution maps one to many: 4×4 becomes 2×2 under 3×3, and 2×2 becomes"
              + " 4×4 again.",
          Matrices::transposed);

  private Matrices() {}

  private static void matrix(Notebook notebook) {
    Tensor weight = Tensor.of(Shape.of(1, 1, 2, 2), 1.0, -0.4, 0.6, -0.8);
    Tensor matrix = Toeplitz.of(weight, Window.of(2), Shape.of(1, 3, 3));
    Tensor image = Tensor.linspace(DType.FLOAT64, -1, 1, 9);
    notebook.text(
        "3×3 under 2×2: nine inputs, four outputs. Each row holds the four weights at the places of"
            + " one window, and nothing elsewhere. The layer computes M·x of the image x, read row"
            + " by row; the transposed convolution is the product with Mᵀ.");
    notebook.figure(drawn("M, of a 2×2 filter over a 3×3 image", matrix));
    notebook.equal("outputs and inputs of the matrix", "4×9", sizes(matrix));
    Tensor direct = image.reshape(1, 1, 3, 3).conv(weight, Window.of(2)).reshape(4);
    notebook.near(
        "largest difference of M·x from the convolution",
        0,
        distance(matrix.matmul(image), direct),
        0);
    Tensor backward = Toeplitz.ofTransposed(weight, Window.of(2), Shape.of(1, 2, 2));
    notebook.near(
        "largest difference of the transposed convolution's matrix from Mᵀ",
        0,
        distance(backward, matrix.transpose()),
        0);
    notebook.heading("One filter over a 6×6 image");
    Tensor filter = Tensor.linspace(DType.FLOAT64, -1, 1.25, 9).reshape(1, 1, 3, 3);
    Tensor large = Toeplitz.of(filter, Window.of(2), Shape.of(1, 6, 6));
    notebook.text(
        "The notes draw one filter over a 6×6 image as a fully connected layer: of its 16×36"
            + " weights most are missing, and the others are nine numbers, used again in every row."
            + " Orange is positive, blue negative; empty cells are missing connections.");
    notebook.figure(drawn("16 outputs (rows) over 36 pixels (columns)", large));
    long used = Math.round(large.notEqualTo(0).cast(DType.FLOAT64).sum().item());
    notebook.equal("connections of 16×36 that exist", 16L * 9, used);
    notebook.equal("different weights", 9L, filter.shape().count());
  }

  private static void transposed(Notebook notebook) {
    Tensor weight = Tensor.linspace(DType.FLOAT64, -1, 1, 9).reshape(1, 1, 3, 3);
    Tensor image =
        Tensor.of(Shape.of(1, 1, 4, 4), 0.0, 1, 2, 0, 3, 1, 0, 2, 1, 0, 2, 1, 2, 1, 0, 3);
    Tensor small = image.conv(weight, Window.of(2));
    Tensor back = small.convTranspose(weight, Window.of(2));
    notebook.text(
        "The transposed convolution spreads each of its inputs over a 3×3 window and adds up what"
            + " overlaps. It brings back the shape, not the values: it is no inverse.");
    notebook.figure(
        drawn("Image, 4×4", image.reshape(4, 4)),
        drawn("Kernel, 3×3", weight.reshape(3, 3)),
        drawn("Convolution, 2×2", small.reshape(2, 2)),
        drawn("Transposed convolution of that, 4×4", back.reshape(4, 4)));
    notebook.equal("4×4 under 3×3 becomes", "2×2", sizes(small));
    notebook.equal("2×2 under the transposed convolution becomes", "4×4", sizes(back));
    Tensor one = Tensor.full(small.type().with(Shape.of(1, 1, 1, 1)), 1);
    notebook.near(
        "a single 1 becomes the kernel itself; largest difference",
        0,
        distance(one.convTranspose(weight, Window.of(2)).reshape(9), weight.reshape(9)),
        0);
    Tensor y = Tensor.linspace(DType.FLOAT64, 1, 2, 4).reshape(1, 1, 2, 2);
    double left = small.mul(y).sum().item();
    double right = image.mul(y.convTranspose(weight, Window.of(2))).sum().item();
    notebook.near("⟨conv x, y⟩ = ⟨x, convᵀ y⟩ for any x and y", left, right, 1e-12);
    Tensor strided = small.convTranspose(weight, Window.of(2).stride(2));
    notebook.equal(
        "2×2 with stride 2, a step of half a pixel of the output, becomes", "5×5", sizes(strided));
  }

  private static double distance(Tensor a, Tensor b) {
    return a.sub(b).abs().max().item();
  }

  private static Figure drawn(String title, Tensor matrix) {
    return MatrixFigure.of(title, Math.toIntExact(matrix.dim(1)), matrix.toDoubles()).figure();
  }

  private static String sizes(Tensor matrix) {
    int rank = matrix.shape().rank();
    return matrix.dim(rank - 2) + "×" + matrix.dim(rank - 1);
  }
}
