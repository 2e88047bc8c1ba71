package dev.cajal.viz.report;

import java.util.function.Consumer;

/** What every page has: the type, the policy that forbids connections, the style sheet. */
final class Page {
  private Page() {}

  static String html(String title, Consumer<Html> body) {
    Html html = new Html();
    html.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", Style.policy());
    html.empty("meta", "name", "referrer", "content", "no-referrer");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.text("title", title);
    html.open("style").verbatim(Style.SHEET).close("style");
    html.close("head").open("body");
    body.accept(html);
    html.close("body").close("html");
    return html.toString();
  }
}
