package dev.cajal.labs.convolution;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.AvgPool2d;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.Summary;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import dev.cajal.viz.image.ValueMap;
import java.util.ArrayList;
import java.util.List;

/** What a unit sees: by formula, and by the gradient. */
final class ReceptiveField {
  static final Lab LAB =
      new Lab(
          "receptive-field",
          Lecture.LOOKING_INSIDE,
          List.of("B2", "A1"),
          "The receptive field computed from kernels and strides is exactly the support of the"
              + " gradient of one unit.",
          ReceptiveField::run);

  /** Averages stand for maxima: their windows are the same, and every path carries a gradient. */
  private record Window(boolean pools, int size, int stride, int dilation) {
    Module layer() {
      return pools
          ? new AvgPool2d(kernel(size).stride(stride))
          : new Conv2d(1, kernel(size).stride(stride).dilation(dilation).floor(), false);
    }

    String text() {
      return (pools ? "pool " : "conv ")
          + size
          + "×"
          + size
          + (stride > 1 ? ", stride " + stride : "")
          + (dilation > 1 ? ", dilation " + dilation : "");
    }
  }

  private record Net(String name, int side, List<Window> windows) {}

  private static final List<Net> NETS =
      List.of(
          new Net("three 3×3", 15, List.of(conv(3, 1, 1), conv(3, 1, 1), conv(3, 1, 1))),
          new Net("LeNet-5", 32, List.of(conv(5, 1, 1), pool(2, 2), conv(5, 1, 1), pool(2, 2))),
          new Net("dilated 1, 2, 4", 23, List.of(conv(3, 1, 1), conv(3, 1, 2), conv(3, 1, 4))),
          new Net(
              "All-CNN-C",
              40,
              List.of(
                  conv(3, 1, 1),
                  conv(3, 1, 1),
                  conv(3, 2, 1),
                  conv(3, 1, 1),
                  conv(3, 1, 1),
                  conv(3, 2, 1))),
          new Net(
              "AlexNet",
              227,
              List.of(
                  conv(11, 4, 1),
                  pool(3, 2),
                  conv(5, 1, 1),
                  pool(3, 2),
                  conv(3, 1, 1),
                  conv(3, 1, 1),
                  conv(3, 1, 1))));

  private ReceptiveField() {}

  private static Window conv(int size, int stride, int dilation) {
    return new Window(false, size, stride, dilation);
  }

  private static Window pool(int size, int stride) {
    return new Window(true, size, stride, 1);
  }

  private static void run(Notebook notebook) {
    notebook.text(
        "A window of k rows, dilated by d, over elements that lie j input rows apart adds (k −"
            + " 1)·d·j rows to the field, and its stride multiplies j. Independently of that, the"
            + " derivative of one unit for every pixel is computed, with all weights 1: the pixels"
            + " where it is not 0 are what the unit sees. Pools take the mean here, because the"
            + " gradient of a maximum follows one path only. AlexNet is taken without padding.");
    List<Net> small = NETS.subList(0, 4);
    notebook.figure(
        new LineChart(
                "Strides and dilation make fields grow faster",
                new Axis("layer", Axis.Kind.INTEGER),
                new Axis("field, rows of the input", Axis.Kind.NUMBER),
                NETS.subList(1, 4).stream()
                    .map(net ->
                        Series.fromOne(
                            net.name(), fields(net).stream().mapToDouble(i -> i).toArray()))
                    .toList())
            .figure());
    for (Net net : notebook.quick() ? small : NETS) {
      net(notebook, net);
    }
    effective(notebook);
  }

  private static void net(Notebook notebook, Net net) {
    notebook.heading(net.name());
    List<List<String>> rows = new ArrayList<>();
    List<Integer> formula = fields(net);
    List<Long> summary = new ArrayList<>();
    List<Integer> measured = new ArrayList<>();
    Sequential model = new Sequential();
    net.windows().forEach(window -> model.then(window.layer()));
    Shape image = Shape.of(1, net.side(), net.side());
    model.build(image, 1);
    model.parameters().forEach(weight -> weight.fill(1));
    List<Summary.Row> said = Summary.of(model, image).rows();
    int jump = 1;
    for (int i = 0; i < net.windows().size(); i++) {
      Window window = net.windows().get(i);
      jump *= window.stride();
      Seen seen = seen(model, net.side(), i);
      summary.add(said.get(i).receptiveField());
      measured.add(seen.rows());
      rows.add(
          List.of(
              window.text(),
              Integer.toString(jump),
              Integer.toString(formula.get(i)),
              Integer.toString(seen.rows()),
              Numbers.count(seen.pixels())));
    }
    notebook.table(
        List.of("layer", "#rows between units", "#field", "#rows of the gradient", "#its pixels"),
        rows);
    notebook.equal(net.name() + ": support of the gradient", formula, measured);
    notebook.equal(net.name() + ": as the summary says", formula, summary);
  }

  /** The rows that one unit of each layer sees, by kernels, dilations and strides. */
  private static List<Integer> fields(Net net) {
    List<Integer> fields = new ArrayList<>();
    int field = 1;
    int jump = 1;
    for (Window window : net.windows()) {
      field += (window.size() - 1) * window.dilation() * jump;
      jump *= window.stride();
      fields.add(field);
    }
    return fields;
  }

  private record Seen(int rows, long pixels) {}

  /** How many rows, and pixels, the gradient of the middle unit of a layer touches. */
  private static Seen seen(Sequential model, int side, int layer) {
    float[] slope = slope(model, side, layer).toArray();
    int first = side;
    int last = -1;
    long pixels = 0;
    for (int i = 0; i < slope.length; i++) {
      if (slope[i] != 0) {
        first = Math.min(first, Math.floorDiv(i, side));
        last = Math.max(last, Math.floorDiv(i, side));
        pixels++;
      }
    }
    return new Seen(last - first + 1, pixels);
  }

  /** The derivative of the middle unit of the first map of a layer for every pixel. */
  private static Tensor slope(Sequential model, int side, int layer) {
    Tensor x = new Variable("image", TensorType.float32(1, 1, side, side)).tensor();
    Tensor y = x;
    for (int i = 0; i <= layer; i++) {
      y = model.module(Integer.toString(i)).apply(y);
    }
    Tensor unit = y.select(1, 0).select(1, y.dim(2) / 2).select(1, y.dim(3) / 2);
    return Gradients.of(unit.sum(), x).get(x);
  }

  private static void effective(Notebook notebook) {
    notebook.heading("What a unit sees well");
    notebook.text(
        "Inside its field a unit does not see all pixels alike: there are many paths to the middle"
            + " and few to the corners. The field of a stack of 3×3 kernels grows by two with each"
            + " layer; the region that carries nearly all of the gradient grows like the root of"
            + " their number (Luo et al. 2016).");
    int[] depths = {1, 2, 4, 8, 16};
    int side = 2 * depths[depths.length - 1] + 1;
    List<Tile> tiles = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<Double> widths = new ArrayList<>();
    for (int depth : depths) {
      Sequential model = new Sequential();
      for (int i = 0; i < depth; i++) {
        model.then(new Conv2d(1, kernel(3), false));
      }
      model.build(Shape.of(1, side, side), 1);
      model.parameters().forEach(weight -> weight.fill(1.0 / 9));
      Tensor slope = slope(model, side, depth - 1);
      float[] values = slope.toArray();
      double width = width(slope, side);
      widths.add(width);
      tiles.add(
          new Tile(
              ValueMap.of(values).picture(values, 0, side, side),
              depth + (depth == 1 ? " layer" : " layers")));
      int field = 2 * depth + 1;
      rows.add(
          List.of(
              Integer.toString(depth),
              Integer.toString(field),
              Numbers.fixed(width, 2),
              Numbers.fixed(width / field, 3)));
    }
    notebook.figure(
        new TileSheet(
                "The gradient of one unit behind layers of 3×3 means",
                "each picture in its own scale: dark is 0, light the largest",
                List.of(new Row("", tiles)),
                132)
            .figure());
    notebook.table(
        List.of("#layers", "#field", "#standard deviation of the gradient, pixels", "#their ratio"),
        rows);
    notebook.near(
        "width behind 16 layers over that behind 4: √4", 2, widths.get(4) / widths.get(2), 1e-3);
  }

  /** The standard deviation of the rows, weighted by the gradient. */
  private static double width(Tensor slope, int side) {
    double[] rows = slope.sum(0, 1, 3).toDoubles();
    double sum = 0;
    double square = 0;
    for (int i = 0; i < side; i++) {
      double off = i - Math.floorDiv(side, 2);
      sum += rows[i];
      square += rows[i] * off * off;
    }
    return Math.sqrt(square / sum);
  }
}
