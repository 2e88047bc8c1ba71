package dev.cajal.viz.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.viz.Picture;
import dev.cajal.viz.Xml;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.ConfusionMatrix;
import dev.cajal.viz.chart.HeatStrips;
import dev.cajal.viz.chart.HeatStrips.Row;
import dev.cajal.viz.chart.Histogram;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.image.Sample;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String HOSTILE =
      "<script>fetch('//evil')</script>\"><img src=x onerror=\"alert(1)\">";

  private static ReportData least() {
    return least(Judgement.NONE);
  }

  private static ReportData least(Judgement judgement) {
    return new ReportData(
        new Origin("perceptron", "XOR", 7, "train", List.of()),
        new Outcome(Double.NaN, Double.NaN, Double.NaN, 0, 0.4, Double.NaN),
        List.of(),
        judgement,
        Inside.NONE,
        Anatomy.NONE);
  }

  private static ReportData full(String name) {
    return full(name, Inside.NONE);
  }

  private static ReportData full(String name, Inside inside) {
    Picture picture = Picture.of(2, 2, new int[] {0, 0xffffff, 0x808080, 0xff0000});
    return new ReportData(
        new Origin(name, name, 1, name, List.of(new Fact("Java", name))),
        new Outcome(0.9893, 0.9996, 0.0327, 10_000, 41.7, 14_388),
        List.of(new Epoch(1, 0.3, 0.9, 0.2, 0.95, 0.1), new Epoch(2, 0.1, 0.97, 0.1, 0.98, 0.05)),
        new Judgement(
            Optional.of(ConfusionMatrix.of(List.of(name, "dog"), new long[][] {{8, 2}, {1, 9}})),
            List.of(),
            List.of(new Sample(picture, name, "dog", 0.9, 0.05)),
            List.of(new Sample(picture, "dog", "dog", 0.9, 0.9))),
        inside,
        new Anatomy(
            List.of(
                new LayerRow(name, name, name, 156, 117_600),
                new LayerRow("fc", "Linear", "10", 850, 840)),
            Optional.empty(),
            List.of(FilterBank.of(name, 2, 1, 2, 2, new float[8]))));
  }

  @Test
  void everySectionIsThereAndLinked() {
    Xml page = Xml.parse(Report.html(full("lenet5")));
    assertThat(page.texts("h1")).containsExactly("lenet5");
    assertThat(page.texts("h2"))
        .containsExactly(
            "Curves",
            "Classes",
            "Sample predictions",
            "Learned filters",
            "Model",
            "How to reproduce");
    assertThat(page.attributes("a", "href"))
        .containsExactlyElementsOf(
            page.attributes("section", "id").stream().map(id -> "#" + id).toList());
    assertThat(page.texts("dd"))
        .containsExactly(
            "98.93\u00a0%",
            "1.07\u00a0%", "0.04\u00a0%", "0.03270", "41.7\u00a0s", "14,388", "2", "1,006", "1");
    assertThat(page.texts("td")).contains("117,600", "118,440", "80.00\u00a0%");
  }

  @Test
  void resultsComeFirstAndWhatIsInsideTheLayersLater() {
    HeatStrips strips =
        new HeatStrips(
            "Gradient", List.of(1L), List.of(new Row("fc", List.of(0.1))), Axis.Kind.LOG);
    Histogram outputs = new Histogram("fc", "values at step 1", 0, 1, List.of(2L, 3L), 0);
    Inside seen = new Inside(List.of("fc: dead"), List.of(strips), List.of(outputs));
    assertThat(Xml.parse(Report.html(full("lenet5", seen))).attributes("section", "id"))
        .containsExactly(
            "curves", "diagnosis", "classes", "samples", "inside", "filters", "model", "reproduce");
    Inside said = new Inside(List.of("fc: dead"), List.of(), List.of());
    Xml page = Xml.parse(Report.html(full("lenet5", said)));
    assertThat(page.attributes("section", "id")).contains("diagnosis").doesNotContain("inside");
    assertThat(page.texts("p")).contains("fc: dead");
  }

  @Test
  void whatWasNotMeasuredHasNoSection() {
    Xml page = Xml.parse(Report.html(least()));
    assertThat(page.texts("h2")).containsExactly("How to reproduce");
    assertThat(page.texts("dd")).containsExactly("–", "–", "–", "0.4\u00a0s", "–", "7");
    assertThat(Report.html(least())).doesNotContain("NaN");
  }

  @Test
  void namesFromOutsideStayText() {
    String html = Report.html(full(HOSTILE));
    Xml page = Xml.parse(html);
    assertThat(page.texts("script")).isEmpty();
    assertThat(page.texts("h1")).containsExactly(HOSTILE);
    assertThat(page.texts("img")).hasSize(1);
    assertThat(page.attributes("*", "onerror")).isEmpty();
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    Xml page = Xml.parse(Report.html(full("lenet5")));
    assertThat(Report.html(full("lenet5"))).doesNotContain("http://").doesNotContain("https://");
    assertThat(page.attributes("*", "style")).isEmpty();
    assertThat(page.attributes("*", "src")).isNotEmpty().allMatch(ReportTest::isInside);
    assertThat(page.attributes("*", "href")).isNotEmpty().allMatch(ReportTest::isInside);
  }

  private static boolean isInside(String address) {
    return address.startsWith("data:image/png;base64,") || address.startsWith("#");
  }

  @Test
  void policyForbidsScriptsAndConnectionsAndKnowsTheStyleSheet() throws Exception {
    Xml page = Xml.parse(Report.html(full("lenet5")));
    byte[] sheet = page.texts("style").getFirst().getBytes(StandardCharsets.UTF_8);
    String hash =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(sheet));
    assertThat(page.attributes("meta", "content"))
        .contains(
            "default-src 'none'; img-src data:; style-src 'sha256-"
                + hash
                + "'; base-uri 'none'; form-action 'none'");
  }

  @Test
  void sameDataGiveTheSameBytes() {
    assertThat(Report.html(full("lenet5"))).isEqualTo(Report.html(full("lenet5")));
  }

  @Test
  void manyClassesAreShownByTheirWeakest() {
    int n = 200;
    long[][] counts = new long[n][n];
    for (int i = 0; i < n; i++) {
      counts[i][i] = i;
      counts[i][(i + 1) % n] = 1;
    }
    List<String> labels = IntStream.range(0, n).mapToObj(i -> "class" + i).toList();
    Judgement judgement =
        new Judgement(
            Optional.of(ConfusionMatrix.of(labels, counts)), List.of(), List.of(), List.of());
    Xml page = Xml.parse(Report.html(least(judgement)));
    assertThat(page.texts("h3")).contains("The 40 weakest classes");
    assertThat(page.texts("td")).contains("class0").doesNotContain("class150");
  }
}
