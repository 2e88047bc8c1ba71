package dev.cajal.cli.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.inspect.ClassModel;
import dev.cajal.nn.inspect.Unit;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The image that each class likes best. */
final class ClassModelPart implements InspectionPart {
  private static final int MOST = 10;
  private static final double WIDTH = 900;

  @Override
  public String name() {
    return "class-model";
  }

  @Override
  public String title() {
    return "Class models";
  }

  @Override
  public void show(Subject subject, InspectionPage page) {
    int count = Math.min(MOST, subject.classes().size());
    Unit unit = Unit.score(LongStream.range(0, count).toArray());
    page.text(
        "Gradient ascent on the score of a class, from faint noise, with a penalty on the length of"
            + " the image (Simonyan et al. 2013), and the same with blur and jitter, which leave"
            + " what is larger than a pixel and does not depend on its exact place. Grey is 0, the"
            + " mean of normalised images; each picture has its own scale. A high score does not"
            + " make an image look like its class: the net answers to many others as well.");
    ClassModel plain = ClassModel.plain().seed(subject.options().seed());
    int jitter = Math.toIntExact(Math.max(1, subject.sample().dim(2) / 14));
    List<Row> rows = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      table.add(new ArrayList<>(List.of(subject.classes().get(c))));
    }
    show("penalty", plain, subject, unit, rows, table);
    show("and blur", plain.blur(1).jitter(jitter), subject, unit, rows, table);
    String cut = count < subject.classes().size() ? "; the first " + count + " classes" : "";
    page.figure(
        "",
        new TileSheet("What the classes like best", "200 steps of Adam" + cut, rows, size(count))
            .figure());
    page.table(
        List.of("class", "#score", "#probability", "#score, and blur", "#probability"), table);
    page.say(count + " images");
  }

  private static double size(int count) {
    return Math.clamp((WIDTH - 70) / count - 10, 60, 140);
  }

  private static void show(
      String name,
      ClassModel ascent,
      Subject subject,
      Unit unit,
      List<Row> rows,
      List<List<String>> table) {
    Module model = subject.model();
    Tensor images = ascent.of(model, subject.sample(), unit);
    double[] scores = unit.value(model, images).toDoubles();
    Tensor said = model.apply(images);
    double[] chances = said.reshape(said.dim(0), -1).softmax(1).toDoubles();
    int classes = chances.length / scores.length;
    List<Tile> tiles = new ArrayList<>();
    for (int c = 0; c < scores.length; c++) {
      tiles.add(new Tile(picture(images, c, subject.sample()), subject.classes().get(c)));
      table.get(c).add(Numbers.fixed(scores[c], 1));
      table.get(c).add(Numbers.percent(chances[c * classes + c], 1));
    }
    rows.add(new Row(name, tiles));
  }

  private static Picture picture(Tensor images, int n, Shape sample) {
    Tensor image = images.select(0, n);
    int channels = sample.dim(0) == 3 ? 3 : 1;
    float[] values = image.slice(0, 0, channels).toArray();
    float most = (float) Math.max(1e-12, image.abs().max().item());
    int height = Math.toIntExact(sample.dim(1));
    return Picture.ofPlanes(values, channels, height, Math.toIntExact(sample.dim(2)), -most, most);
  }
}
