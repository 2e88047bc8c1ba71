package dev.cajal.labs.convolution;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.data.Dataset;
import dev.cajal.op.Window;
import dev.cajal.tensor.Interpolation;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import dev.cajal.viz.image.ValueMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Ways to make an image larger, all linear and all with gradients. */
final class Upsampling {
  static final Lab LAB =
      new Lab(
          "upsampling",
          Lecture.PERCEPTRON,
          List.of("B5"),
          "A transposed convolution with a bilinear kernel is bilinear upsampling; one whose stride"
              + " does not divide its kernel draws a checkerboard.",
          Upsampling::run);

  private static final Window TWICE = Window.of(2).stride(2, 2);

  private Upsampling() {}

  private static void run(Notebook notebook) {
    rules(notebook);
    transposed(notebook);
    checkerboard(notebook);
    gradients(notebook);
  }

  private static void rules(Notebook notebook) {
    notebook.heading("Nearest, bilinear, bicubic");
    notebook.text(
        "A smooth function, sin 3x·cos 2y on a grid of 16×16 cells, enlarged four times and"
            + " compared with the function itself; and a drawn digit, enlarged alike. The cubic is"
            + " that of PyTorch, with a = −¾, which is sharper than a = −½ but, unlike it, not"
            + " exact on parabolas (Keys 1981).");
    Map<String, Interpolation> rules = new LinkedHashMap<>();
    rules.put("nearest", Interpolation.nearest());
    rules.put("bilinear", Interpolation.bilinear());
    rules.put("bicubic", Interpolation.bicubic());
    Tensor coarse = waves(16);
    Tensor fine = waves(64);
    Tensor digit = digit(notebook.seed());
    List<List<String>> rows = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    List<Tile> tiles = new ArrayList<>();
    float[] small = digit.toArray();
    tiles.add(new Tile(grey(small, 28).enlarged(4), "28×28"));
    rules.forEach((name, rule) -> {
      // Away from the edges, where each rule repeats the last pixels.
      Tensor off = coarse.interpolate(rule, 64, 64).sub(fine).slice(2, 8, 56).slice(3, 8, 56);
      double error = Math.sqrt(off.square().mean().item());
      errors.add(error);
      rows.add(List.of(name, Numbers.significant(error)));
      tiles.add(new Tile(grey(digit.interpolate(rule, 112, 112).toArray(), 112), name));
    });
    notebook.figure(
        new TileSheet("A digit four times as large", "", List.of(new Row("", tiles)), 168)
            .figure());
    notebook.table(List.of("rule", "#root mean square error"), rows);
    notebook.holds(
        "errors on the smooth function",
        "nearest > bilinear > bicubic",
        rows.get(0).get(1) + ", " + rows.get(1).get(1) + ", " + rows.get(2).get(1),
        errors.get(0) > 2 * errors.get(1) && errors.get(1) > errors.get(2));
  }

  private static void transposed(Notebook notebook) {
    notebook.heading("Bilinear upsampling as a transposed convolution");
    notebook.text(
        "With stride 2, padding 1 and the 4×4 kernel [¼ ¾ ¾ ¼]ᵀ·[¼ ¾ ¾ ¼], each pixel of the result"
            + " is the weighted mean of four neighbours that bilinear upsampling takes. Only the"
            + " outermost ring differs: beyond the edge one takes 0, the other repeats the pixel.");
    Tensor image = digit(notebook.seed());
    Tensor tent = Tensor.of(Shape.of(4), 0.25, 0.75, 0.75, 0.25);
    Tensor kernel = tent.outer(tent).reshape(1, 1, 4, 4);
    Tensor spread = image.convTranspose(kernel, TWICE.padding(1, 1));
    Tensor smooth = image.rescale(Interpolation.bilinear(), 2);
    Tensor apart = spread.sub(smooth).abs();
    notebook.equal("bilinear and transposed: shapes", smooth.shape(), spread.shape());
    notebook.near(
        "bilinear and transposed: largest difference inside",
        0,
        apart.slice(2, 1, 55).slice(3, 1, 55).max().item(),
        1e-12);
    Tensor ones = Tensor.full(image.type(), 1);
    notebook.near(
        "an image of ones under the transposed convolution, inside",
        1,
        ones.convTranspose(kernel, TWICE.padding(1, 1))
            .slice(2, 1, 55)
            .slice(3, 1, 55)
            .min()
            .item(),
        1e-12);
    Tensor nearest = Tensor.full(kernel.type().with(Shape.of(1, 1, 2, 2)), 1);
    notebook.near(
        "largest difference of a 2×2 kernel of ones from nearest upsampling",
        0,
        image
            .convTranspose(nearest, TWICE)
            .sub(image.rescale(Interpolation.nearest(), 2))
            .abs()
            .max()
            .item(),
        0);
  }

  private static void checkerboard(Notebook notebook) {
    notebook.heading("The checkerboard");
    notebook.text(
        "Over an image of ones, kernels of ones count how many windows reach each pixel. With"
            + " stride 2, windows of 3×3 overlap unevenly: 1, 2 or 4 of them, and a net has to"
            + " learn its way around that (Odena et al. 2016). Kernels whose size the stride"
            + " divides, and upsampling followed by a convolution, treat all pixels inside alike.");
    Tensor ones = Tensor.full(digit(1).type().with(Shape.of(1, 1, 8, 8)), 1);
    List<Tile> tiles = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    Map<String, double[]> inside = new LinkedHashMap<>();
    for (int size : new int[] {2, 3, 4, 5, 6}) {
      Tensor kernel = Tensor.full(ones.type().with(Shape.of(1, 1, size, size)), 1);
      show(
          size + "×" + size + ", stride 2", ones.convTranspose(kernel, TWICE), tiles, rows, inside);
    }
    Tensor three = Tensor.full(ones.type().with(Shape.of(1, 1, 3, 3)), 1);
    Tensor resized = ones.rescale(Interpolation.nearest(), 2).conv(three, Window.of(2));
    show("nearest, then 3×3", resized, tiles, rows, inside);
    notebook.figure(
        new TileSheet(
                "Windows over each pixel of an image of ones",
                "dark is 0, light the most",
                List.of(new Row("", tiles)),
                132)
            .figure());
    notebook.table(List.of("upsampling", "#fewest inside", "#most inside"), rows);
    notebook.equal(
        "windows over a pixel, 3×3: fewest and most", "1 and 4", text(inside, "3×3, stride 2"));
    notebook.equal("the same, 4×4", "4 and 4", text(inside, "4×4, stride 2"));
    notebook.equal("the same, 5×5", "4 and 9", text(inside, "5×5, stride 2"));
    notebook.equal("the same, resized, then 3×3", "9 and 9", text(inside, "nearest, then 3×3"));
  }

  private static String text(Map<String, double[]> inside, String name) {
    double[] range = Objects.requireNonNull(inside.get(name));
    return Numbers.fixed(range[0], 0) + " and " + Numbers.fixed(range[1], 0);
  }

  private static void show(
      String name,
      Tensor counts,
      List<Tile> tiles,
      List<List<String>> rows,
      Map<String, double[]> inside) {
    int side = Math.toIntExact(counts.dim(2));
    float[] values = counts.cast(DType.FLOAT32).toArray();
    tiles.add(new Tile(ValueMap.of(values).picture(values, 0, side, side), name));
    Tensor middle = counts.slice(2, 5, side - 5).slice(3, 5, side - 5);
    double[] range = {middle.min().item(), middle.max().item()};
    inside.put(name, range);
    rows.add(
        List.of(name, Numbers.count(Math.round(range[0])), Numbers.count(Math.round(range[1]))));
  }

  private static void gradients(Notebook notebook) {
    notebook.heading("Gradients");
    notebook.text(
        "Upsampling U is linear, so its gradient is the transposed map: ⟨U·x, y⟩ = ⟨x, Uᵀ·y⟩ for"
            + " random x and y, where the reverse sweep computes Uᵀ·y.");
    Map<String, UnaryOperator<Tensor>> maps = new LinkedHashMap<>();
    maps.put("nearest", x -> x.rescale(Interpolation.nearest(), 2));
    maps.put("bilinear", x -> x.rescale(Interpolation.bilinear(), 2));
    maps.put("bicubic", x -> x.rescale(Interpolation.bicubic(), 2));
    Tensor kernel = random(Shape.of(1, 1, 3, 3), notebook.seed() + 2);
    maps.put("transposed 3×3", x -> x.convTranspose(kernel, TWICE.padding(1, 1), 1));
    Tensor x = random(Shape.of(1, 1, 6, 6), notebook.seed());
    Tensor y = random(Shape.of(1, 1, 12, 12), notebook.seed() + 1);
    maps.forEach((name, map) -> {
      Tensor up = map.apply(x);
      Tensor back = Gradients.product(up, y, x).get(x);
      double there = up.mul(y).sum().item();
      notebook.near(name + ": ⟨U·x, y⟩ = ⟨x, Uᵀ·y⟩", there, x.mul(back).sum().item(), 1e-12);
    });
  }

  private static Tensor random(Shape shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[Math.toIntExact(shape.count())];
    Arrays.setAll(values, i -> random.nextDouble(-1, 1));
    return Tensor.of(shape, values);
  }

  /** sin 3x·cos 2y at the centres of cells that divide [−1, 1]². */
  private static Tensor waves(int cells) {
    double edge = 1 - 1.0 / cells;
    Tensor place = Tensor.linspace(DType.FLOAT64, -edge, edge, cells);
    Tensor down = place.mul(2).cos().unsqueeze(1);
    return down.mul(place.mul(3).sin()).reshape(1, 1, cells, cells);
  }

  private static Tensor digit(long seed) {
    Dataset digits = DrawnDigits.dataset(10, seed, "upsampling");
    float[] pixels = new float[784];
    digits.read(2, pixels, 0);
    return Tensor.of(Shape.of(1, 1, 28, 28), pixels).cast(DType.FLOAT64);
  }

  private static Picture grey(float[] values, int side) {
    return Picture.ofPlanes(values, 1, side, side, 0, 1);
  }
}
