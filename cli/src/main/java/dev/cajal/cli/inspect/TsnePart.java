package dev.cajal.cli.inspect;

import dev.cajal.classic.embed.Embedding;
import dev.cajal.nn.data.Dataset;
import dev.cajal.viz.Numbers;
import java.io.IOException;

/** The codes of images in the plane, by t-SNE. */
final class TsnePart implements InspectionPart {

  @Override
  public String name() {
    return "tsne";
  }

  @Override
  public String title() {
    return "Codes in the plane: t-SNE";
  }

  @Override
  public void show(Subject subject, InspectionPage page) throws IOException {
    Codes codes = subject.codes();
    Dataset images = codes.someImages();
    Embedding map = codes.embedding();
    Maps measured = Maps.of(codes.some(), map.points());
    String note =
        "%s images, %s, perplexity %s, KL %s nats"
            .formatted(
                Numbers.count(images.size()),
                codes.layer(),
                Numbers.fixed(codes.perplexity(), 0),
                Numbers.fixed(map.divergence(), 2));
    page.text(
        "Each dot is an image; dots are near where the codes are. "
            + Maps.NO_AXES
            + " How large clusters are and how far apart says little; the lab tsne-misreading"
            + " shows why.");
    page.figure("", Maps.drawn("t-SNE of the codes", note, images, map.points()));
    page.text("Here " + measured.words() + ".");
    page.number("images", images.size());
    page.number("divergence", map.divergence());
    page.number("neighbours_kept", measured.kept());
    page.number("trustworthiness", measured.trust());
    page.say(note + "; " + measured.words());
  }
}
