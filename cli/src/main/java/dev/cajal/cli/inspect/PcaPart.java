package dev.cajal.cli.inspect;

import dev.cajal.classic.PrincipalComponents;
import dev.cajal.nn.data.Dataset;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import java.io.IOException;

/** The codes of images in the plane of their first two principal components. */
final class PcaPart implements InspectionPart {

  @Override
  public String name() {
    return "pca";
  }

  @Override
  public String title() {
    return "Codes in the plane: principal components";
  }

  @Override
  public void show(Subject subject, InspectionPage page) throws IOException {
    Codes codes = subject.codes();
    Dataset images = codes.someImages();
    if (codes.some().dim(1) < 2 || images.size() < 4) {
      throw new IllegalArgumentException(
          "pca: %d images with codes of %d numbers have no plane"
              .formatted(images.size(), codes.some().dim(1)));
    }
    PrincipalComponents components = codes.components();
    Tensor points = components.predict(codes.some());
    Maps measured = Maps.of(codes.some(), points);
    double[] shares = components.shares().toDoubles();
    String note =
        "%s images, %s, %s + %s of the variance"
            .formatted(
                Numbers.count(images.size()),
                codes.layer(),
                Numbers.percent(shares[0], 1),
                Numbers.percent(shares[1], 1));
    page.text(
        "The plane in which the codes vary the most, seen from above: a shadow, in which what lies"
            + " behind each other meets. Lengths are true, but only along the plane.");
    page.figure("", Maps.drawn("First two principal components", note, images, points));
    page.text("Here " + measured.words() + ".");
    page.number("images", images.size());
    page.number("variance", shares[0] + shares[1]);
    page.number("neighbours_kept", measured.kept());
    page.number("trustworthiness", measured.trust());
    page.say(note + "; " + measured.words());
  }
}
