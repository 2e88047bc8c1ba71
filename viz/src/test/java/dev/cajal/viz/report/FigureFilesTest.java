package dev.cajal.viz.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFilesTest {
  @TempDir Path folder;

  private static Figure drawn(String description) {
    return new Figure(30, 20, description, List.of(new Mark.Box(5, 5, 10, 10, 0, Ink.BLUE, 1, "")));
  }

  @Test
  void aFigureIsWrittenAsSvgAndAsPngOfTwiceItsSize() throws IOException {
    Path deep = folder.resolve("a/b");
    List<Path> files = FigureFiles.write(drawn("one box"), deep, "box");
    assertThat(files).containsExactly(deep.resolve("box.svg"), deep.resolve("box.png"));
    assertThat(files.get(0)).hasContent(drawn("one box").svg());
    assertThat(ImageIO.read(files.get(1).toFile()).getWidth()).isEqualTo(60);
  }

  @Test
  void anArticleWritesItsFiguresBesideIt() throws IOException {
    Article article =
        new Article(
            "T",
            "",
            "",
            List.of(),
            List.of(
                new Article.Drawing(drawn("Loss over epoch: training 0.1")),
                new Article.Text("text"),
                new Article.Row(List.of(drawn("A"), drawn("ROC, 10 classes: …"))),
                new Article.Photo(Picture.of(1, 1, new int[] {0}), "Übersicht")));
    assertThat(article.writeFolder(folder.resolve("page"))).hasContent(article.html());
    try (var files = Files.list(folder.resolve("page/figures"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              "01-loss-over-epoch.svg",
              "01-loss-over-epoch.png",
              "02-a.svg",
              "02-a.png",
              "03-roc-10-classes.svg",
              "03-roc-10-classes.png",
              "04-bersicht.png");
    }
  }
}
