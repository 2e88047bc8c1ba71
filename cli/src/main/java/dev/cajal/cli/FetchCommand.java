package dev.cajal.cli;

import dev.cajal.nn.Nearest;
import dev.cajal.vision.DataSources;
import dev.cajal.vision.Environment;
import dev.cajal.vision.fetch.FetchListener;
import dev.cajal.vision.fetch.Fetcher;
import dev.cajal.vision.fetch.PublicData;
import dev.cajal.vision.fetch.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Downloads a public data set into the user's cache. */
@Command(
    name = "fetch",
    description = {
      "Download a public data set into the user's cache: mnist, fashion-mnist, cifar10, cifar100 or"
          + " svhn.",
      "A download that broke off goes on where it was. Size and SHA-256 of every file are checked."
    })
final class FetchCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "NAME", description = "A name that cajal data list shows.")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    List<String> names = PublicData.all().stream().map(PublicData::name).toList();
    PublicData set =
        PublicData.find(name)
            .orElseThrow(() ->
                new UsageException(
                    "no data set is called '%s'; the nearest names are %s; all are %s"
                        .formatted(name, Nearest.to(name, names), String.join(" ", names))));
    Environment environment = Environment.system();
    Path found = DataSources.find(name, environment);
    if (found != null && !found.equals(environment.cache().resolve(name))) {
      done(found);
      return 0;
    }
    done(new Fetcher(environment.cache()).fetch(set, new Shown(common)));
    return 0;
  }

  private void done(Path folder) {
    common
        .out()
        .println(
            common.json
                ? Json.line(Json.object("event", "done", "name", name, "where", folder.toString()))
                : name + " is at " + folder);
  }

  /** Tells people and machines how the download goes. */
  private static final class Shown implements FetchListener {
    private static final long REFRESH_NANOS = 200_000_000;

    private final Common common;
    private final boolean terminal =
        Optional.ofNullable(System.console()).map(console -> console.isTerminal()).orElse(false);
    private long shown;

    Shown(Common common) {
      this.common = common;
    }

    @Override
    public void onStart(RemoteFile file, URI mirror, long from) {
      if (common.json) {
        event("start", file, Json.object("from", mirror.toString(), "at", from));
      } else {
        String on = from > 0 ? ", goes on at " + megabytes(from) : "";
        common
            .out()
            .println(
                file.name() + ", " + megabytes(file.bytes()) + ", from " + mirror.getHost() + on);
      }
    }

    @Override
    public void onProgress(RemoteFile file, long done) {
      long now = System.nanoTime();
      boolean last = done == file.bytes();
      if (!terminal || common.json || (now - shown < REFRESH_NANOS && !last)) {
        return;
      }
      shown = now;
      common
          .out()
          .print(
              String.format(
                  Locale.ROOT,
                  "\r%5.1f %%  %s of %s%s",
                  100.0 * done / file.bytes(),
                  megabytes(done),
                  megabytes(file.bytes()),
                  last ? System.lineSeparator() : ""));
      common.out().flush();
    }

    @Override
    public void onFailure(RemoteFile file, URI mirror, String reason) {
      if (common.json) {
        event("failure", file, Json.object("from", mirror.toString(), "reason", reason));
      } else {
        common.out().println(mirror.getHost() + " " + reason);
      }
    }

    @Override
    public void onFetched(RemoteFile file) {
      if (common.json) {
        event("fetched", file, Json.object("sha256", file.sha256()));
      } else {
        common.out().println(file.name() + " is complete, and its SHA-256 is right");
      }
    }

    private void event(String kind, RemoteFile file, Map<String, Object> more) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", kind);
      event.put("file", file.name());
      event.put("bytes", file.bytes());
      event.putAll(more);
      common.out().println(Json.line(event));
    }

    private static String megabytes(long bytes) {
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
  }
}
