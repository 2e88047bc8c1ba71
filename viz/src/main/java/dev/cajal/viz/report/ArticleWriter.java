package dev.cajal.viz.report;

import dev.cajal.viz.report.Article.Block;
import dev.cajal.viz.report.Article.Contents;
import dev.cajal.viz.report.Article.Drawing;
import dev.cajal.viz.report.Article.Grid;
import dev.cajal.viz.report.Article.Heading;
import dev.cajal.viz.report.Article.Listing;
import dev.cajal.viz.report.Article.Photo;
import dev.cajal.viz.report.Article.Row;
import dev.cajal.viz.report.Article.Text;
import java.util.List;

/** Writes the blocks of an article. */
final class ArticleWriter {
  private final Article article;

  ArticleWriter(Article article) {
    this.article = article;
  }

  void write(Html html) {
    html.open("header").text("p", article.kicker(), "class", "kicker");
    html.text("h1", article.title()).text("p", article.lead(), "class", "lead");
    if (!article.tiles().isEmpty()) {
      html.open("dl", "class", "tiles");
      article
          .tiles()
          .forEach(fact ->
              html.open("div").text("dt", fact.name()).text("dd", fact.value()).close("div"));
      html.close("dl");
    }
    html.close("header").open("main");
    boolean open = false;
    for (Block block : article.blocks()) {
      if (open && block instanceof Heading) {
        html.close("section");
        open = false;
      }
      if (!open) {
        html.open("section");
        open = true;
      }
      block(html, block);
    }
    (open ? html.close("section") : html).close("main");
    html.text("footer", "Written by Cajal. This page loads nothing from elsewhere.");
  }

  private static void block(Html html, Block block) {
    switch (block) {
      case Heading heading -> html.text("h2", heading.text());
      case Text text -> html.text("p", text.text());
      case Listing listing -> html.text("pre", listing.text());
      case Drawing drawing -> html.figure(drawing.figure());
      case Row row -> {
        html.open("div", "class", "pair");
        row.figures().forEach(html::figure);
        html.close("div");
      }
      case Photo photo -> {
        html.open("figure");
        html.empty("img", "src", photo.picture().dataUri(), "alt", photo.caption());
        html.text("figcaption", photo.caption()).close("figure");
      }
      case Grid grid -> {
        begin(html, grid.head(), "");
        grid.rows().forEach(row -> cells(html.open("tr"), grid.head(), row, 0));
        html.close("tbody").close("table").close("div");
      }
      case Contents contents -> {
        begin(html, contents.head(), "contents");
        for (Contents.Entry row : contents.rows()) {
          html.open("tr").open("td");
          html.text("a", row.cells().getFirst(), "href", row.address()).close("td");
          cells(html, contents.head(), row.cells(), 1);
        }
        html.close("tbody").close("table").close("div");
      }
    }
  }

  private static void begin(Html html, List<String> head, String kind) {
    html.open("div", "class", "scroll");
    html.open("table", kind.isEmpty() ? new String[0] : new String[] {"class", kind});
    Tables.head(html, head.toArray(String[]::new));
    html.open("tbody");
  }

  private static void cells(Html html, List<String> head, List<String> row, int from) {
    for (int i = from; i < row.size(); i++) {
      if (head.get(i).startsWith("#")) {
        Tables.number(html, row.get(i));
      } else {
        // A number and its deviation stay in one line.
        html.text("td", row.get(i).replace(" ± ", "\u00a0±\u00a0"), "class", "wrap");
      }
    }
    html.close("tr");
  }
}
