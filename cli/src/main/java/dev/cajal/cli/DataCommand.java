package dev.cajal.cli;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.vision.DataSources;
import dev.cajal.vision.Environment;
import dev.cajal.vision.fetch.Fetcher;
import dev.cajal.vision.fetch.PublicData;
import dev.cajal.vision.fetch.RemoteFile;
import dev.cajal.vision.folder.ImageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what data there is and what is in it. */
@Command(
    name = "data",
    description = "List the data sets that can be used, describe one, or fetch one.",
    subcommands = {
      DataCommand.ListCommand.class,
      DataCommand.InfoCommand.class,
      FetchCommand.class
    })
final class DataCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Override
  public Integer call() throws IOException {
    return list(common);
  }

  @Command(name = "list", description = "List what names resolve to here.")
  static final class ListCommand implements Callable<Integer> {
    @Mixin private Common common = new Common();

    @Override
    public Integer call() throws IOException {
      return list(common);
    }
  }

  @Command(
      name = "info",
      description = "Read a data set and say how many samples of which shape and class it has.")
  static final class InfoCommand implements Callable<Integer> {
    @Mixin private Common common = new Common();

    @Parameters(
        paramLabel = "NAME|PATH",
        description = "A path, a name in $CAJAL_DATA, or digits or shapes, which are generated.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      Optional<PublicData> known = PublicData.find(name);
      if (known.isPresent() && DataSources.find(name, Environment.system()) == null) {
        describe(known.get());
        return 0;
      }
      DataSource source =
          DataSources.resolve(name, Environment.system(), ImageOptions.AS_THEY_ARE, 1);
      if (common.json) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.put("name", source.name());
        event.put("provenance", source.provenance());
        event.put("shape", source.train().shape().toArray());
        event.put("train", source.train().size());
        event.put("test", source.test().size());
        event.put("classes", source.classes());
        common.out().println(Json.line(event));
        return 0;
      }
      common.out().println(source.provenance());
      common.out().println("samples are " + Models.sizes(source.train().shape()));
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("class", "training", "test"));
      long[] train = counts(source.train());
      long[] test = counts(source.test());
      for (int c = 0; c < train.length; c++) {
        rows.add(
            List.of(
                source.classes().get(c),
                String.format(Locale.ROOT, "%,d", train[c]),
                String.format(Locale.ROOT, "%,d", test[c])));
      }
      rows.add(
          List.of(
              "all",
              String.format(Locale.ROOT, "%,d", source.train().size()),
              String.format(Locale.ROOT, "%,d", source.test().size())));
      Table.print(common.out(), rows, 1);
      return 0;
    }

    private void describe(PublicData set) {
      if (common.json) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.put("name", set.name());
        event.put("title", set.title());
        event.put("source", set.source());
        event.put("bytes", set.bytes());
        event.put("fetched", false);
        common.out().println(Json.line(event));
        return;
      }
      common.out().println(set.name() + ": " + set.title());
      common.out().println("source: " + set.source());
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("file", "from", "bytes"));
      for (RemoteFile file : set.files()) {
        String host = file.mirrors().getFirst().getHost();
        String more = file.mirrors().size() > 1 ? " +" + (file.mirrors().size() - 1) : "";
        rows.add(
            List.of(file.name(), host + more, String.format(Locale.ROOT, "%,d", file.bytes())));
      }
      Table.print(common.out(), rows, 2);
      common.out().println("not here; fetch it with: cajal data fetch " + set.name());
    }

    private static long[] counts(Dataset data) {
      long[] counts = new long[data.classes().size()];
      IntStream.range(0, data.size()).forEach(i -> counts[data.label(i)]++);
      return counts;
    }
  }

  private static int list(Common common) throws IOException {
    Environment environment = Environment.system();
    Map<String, String> found = new LinkedHashMap<>();
    for (Path folder : folders(environment)) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> entries = Files.list(folder)) {
          entries
              .sorted()
              .filter(e -> !e.toString().endsWith(Fetcher.PARTIAL))
              .forEach(e -> found.putIfAbsent(e.getFileName().toString(), e.toString()));
        }
      }
    }
    for (String generated : DataSources.GENERATED) {
      found.putIfAbsent(generated, "built in: drawn by a generator, needs no files");
    }
    for (PublicData set : PublicData.all()) {
      String size = String.format(Locale.ROOT, "%,d MB", Math.ceilDiv(set.bytes(), 1_000_000L));
      found.putIfAbsent(set.name(), "not here: cajal data fetch " + set.name() + ", " + size);
    }
    found.forEach((name, where) ->
        common
            .out()
            .println(
                common.json
                    ? Json.line(Json.object("name", name, "where", where))
                    : String.format("%-16s %s", name, where)));
    return 0;
  }

  private static List<Path> folders(Environment environment) {
    List<Path> folders = new ArrayList<>();
    if (environment.data() != null) {
      folders.add(environment.data());
    }
    folders.add(environment.cache());
    return folders;
  }
}
