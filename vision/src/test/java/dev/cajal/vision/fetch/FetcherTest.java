package dev.cajal.vision.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cajal.vision.DataSources;
import dev.cajal.vision.Environment;
import dev.cajal.vision.folder.ImageOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {
  private static final FetchListener QUIET = new FetchListener() {};

  @TempDir Path cache;
  private final byte[] content = new byte[200_000];
  private Server server;
  private Fetcher fetcher;

  @BeforeEach
  void serve() throws IOException {
    new Random(1).nextBytes(content);
    server = new Server();
    server.put("a.bin", content);
    fetcher = new Fetcher(cache, new Download("http", Duration.ofSeconds(2)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFetchedSetLiesInItsFolderAndIsNotFetchedAgain() throws IOException {
    List<Long> progress = new ArrayList<>();
    Path folder =
        fetcher.fetch(
            set(file("a.bin", content)),
            new FetchListener() {
              @Override
              public void onProgress(RemoteFile file, long done) {
                progress.add(done);
              }
            });
    assertThat(folder).isEqualTo(cache.resolve("toy"));
    assertThat(folder.resolve("a.bin")).hasBinaryContent(content);
    assertThat(progress).isSorted().endsWith((long) content.length);
    assertThat(cache).isDirectoryNotContaining("glob:**.partial");
    List<String> present = new ArrayList<>();
    fetcher.fetch(
        set(file("a.bin", content)),
        new FetchListener() {
          @Override
          public void onPresent(RemoteFile file) {
            present.add(file.name());
          }
        });
    assertThat(present).containsExactly("a.bin");
    assertThat(server.ranges()).containsExactly("all");
  }

  @Test
  void aDownloadThatBreaksOffGoesOnBehindTheLastByte() throws IOException {
    server.breaksOffAfter = 90_000;
    fetcher.fetch(set(file("a.bin", content)), QUIET);
    assertThat(cache.resolve("toy/a.bin")).hasBinaryContent(content);
    assertThat(server.ranges()).hasSize(3).startsWith("all").doesNotHaveDuplicates();
  }

  @Test
  void aKilledDownloadGoesOnInTheNextCall() throws IOException {
    Path partial = Files.createDirectories(cache.resolve("toy.partial")).resolve("a.bin");
    Files.write(partial, Arrays.copyOf(content, 150_000));
    fetcher.fetch(set(file("a.bin", content)), QUIET);
    assertThat(server.ranges()).containsExactly("bytes=150000-");
    assertThat(cache.resolve("toy/a.bin")).hasBinaryContent(content);
  }

  @Test
  void aServerThatKnowsNoRangesSendsAll() throws IOException {
    Path partial = Files.createDirectories(cache.resolve("toy.partial")).resolve("a.bin");
    Files.write(partial, new byte[1000]);
    server.knowsRanges = false;
    fetcher.fetch(set(file("a.bin", content)), QUIET);
    assertThat(cache.resolve("toy/a.bin")).hasBinaryContent(content);
  }

  @Test
  void aWrongBeginningIsFetchedAgain() throws IOException {
    Path partial = Files.createDirectories(cache.resolve("toy.partial")).resolve("a.bin");
    Files.write(partial, new byte[1000]);
    fetcher.fetch(set(file("a.bin", content)), QUIET);
    assertThat(server.ranges()).containsExactly("bytes=1000-", "all");
    assertThat(cache.resolve("toy/a.bin")).hasBinaryContent(content);
  }

  @Test
  void aWrongChecksumIsRefusedAndNothingStays() throws IOException {
    byte[] other = content.clone();
    other[77] ^= 1;
    PublicData wanted = set(file("a.bin", other));
    assertThatIOException()
        .isThrownBy(() -> fetcher.fetch(wanted, QUIET))
        .withMessage(
            "cannot fetch a.bin: 127.0.0.1 sends something else: the SHA-256 is not "
                + sha256(other));
    assertThat(cache.resolve("toy")).doesNotExist();
    assertThat(cache.resolve("toy.partial/a.bin")).doesNotExist();
  }

  @Test
  void aFileOfAnotherSizeIsRefusedBeforeItIsWritten() throws IOException {
    byte[] longer = Arrays.copyOf(content, content.length + 1);
    PublicData wanted = set(file("a.bin", longer));
    assertThatIOException()
        .isThrownBy(() -> fetcher.fetch(wanted, QUIET))
        .withMessage("cannot fetch a.bin: 127.0.0.1 has 200000 bytes where the file has 200001");
  }

  @Test
  void theNextMirrorIsAskedWhenOneFails() throws IOException {
    try (Server broken = new Server()) {
      broken.put("a.bin", "captive portal".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      URI closed = closedPort();
      RemoteFile file =
          new RemoteFile(
              "a.bin",
              content.length,
              sha256(content),
              List.of(
                  URI.create("ftp://127.0.0.1/a.bin"),
                  closed,
                  server.uri("absent.bin"),
                  broken.uri("a.bin"),
                  server.uri("a.bin")));
      List<String> failures = new ArrayList<>();
      fetcher.fetch(
          set(file),
          new FetchListener() {
            @Override
            public void onFailure(RemoteFile failed, URI mirror, String reason) {
              failures.add(reason);
            }
          });
      assertThat(failures)
          .containsExactly(
              "is not asked over http",
              "cannot be reached; is there a network?",
              "answers with status 404",
              "has 14 bytes where the file has 200000");
    }
    assertThat(cache.resolve("toy/a.bin")).hasBinaryContent(content);
  }

  @Test
  void withoutANetworkThereIsOneClearLine() throws IOException {
    URI closed = closedPort();
    RemoteFile file = new RemoteFile("a.bin", 5, sha256(content), List.of(closed));
    assertThatIOException()
        .isThrownBy(() -> fetcher.fetch(set(file), QUIET))
        .withMessage("cannot fetch a.bin: 127.0.0.1 cannot be reached; is there a network?");
  }

  @Test
  void aServerThatKeepsBreakingOffLeavesWhatItSent() {
    server.breaksOffAfter = 10_000;
    assertThatIOException()
        .isThrownBy(() -> fetcher.fetch(set(file("a.bin", content)), QUIET))
        .withMessageContaining("broke off after 30000 of 200000 bytes")
        .withMessageEndingWith("; call again to go on");
    assertThat(cache.resolve("toy")).doesNotExist();
    assertThat(cache.resolve("toy.partial/a.bin")).hasSize(30_000);
  }

  @Test
  void aFullDiskIsNoticedBeforeAnythingIsFetched() {
    Download full =
        new Download("http") {
          @Override
          long usableBytes(Path folder) {
            return 1_000_000;
          }
        };
    assertThatIOException()
        .isThrownBy(() -> new Fetcher(cache, full).fetch(set(file("a.bin", content)), QUIET))
        .withMessage(
            "the disk of %s is too full: 16 MB are needed, 1 MB are free"
                .formatted(cache.resolve("toy.partial")));
    assertThat(server.ranges()).isEmpty();
  }

  @Test
  void aDamagedFileOfASetIsReplaced() throws IOException {
    server.put("b.bin", new byte[] {1, 2, 3});
    PublicData both = set(file("a.bin", content), file("b.bin", new byte[] {1, 2, 3}));
    fetcher.fetch(both, QUIET);
    Files.write(cache.resolve("toy/b.bin"), new byte[] {1, 2, 4});
    fetcher.fetch(both, QUIET);
    assertThat(cache.resolve("toy/b.bin")).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(server.ranges()).hasSize(3);
    assertThat(cache.resolve("toy.partial")).doesNotExist();
  }

  @Test
  void aFetchedSetIsOpenedByItsName() throws IOException {
    List<RemoteFile> files = new ArrayList<>();
    for (String part : new String[] {"train", "t10k"}) {
      byte[] images = ByteBuffer.allocate(28).putInt(0x803).putInt(3).putInt(2).putInt(2).array();
      byte[] labels = ByteBuffer.allocate(11).putInt(0x801).putInt(3).array();
      files.add(served(part + "-images-idx3-ubyte.gz", gzip(images)));
      files.add(served(part + "-labels-idx1-ubyte.gz", gzip(labels)));
    }
    fetcher.fetch(new PublicData("toy", "a toy", "this test", files), QUIET);
    assertThat(
            DataSources.resolve("toy", new Environment(null, cache), ImageOptions.AS_THEY_ARE, 1)
                .train()
                .size())
        .isEqualTo(3);
  }

  @Test
  void theKnownSetsAreWellFormed() {
    assertThat(PublicData.all())
        .extracting(PublicData::name)
        .containsExactly("mnist", "fashion-mnist", "cifar10", "cifar100", "svhn");
    assertThat(PublicData.all())
        .allSatisfy(set ->
            assertThat(set.files())
                .allSatisfy(file ->
                    assertThat(file.mirrors())
                        .allSatisfy(mirror ->
                            assertThat(mirror)
                                .hasScheme("https")
                                .asString()
                                .endsWith("/" + file.name()))));
    assertThat(PublicData.find("mnist").orElseThrow().bytes()).isEqualTo(11_594_722);
    assertThat(PublicData.find("imagenet")).isEmpty();
  }

  @Test
  void namesCannotLeaveTheFolder() {
    List<URI> mirror = List.of(URI.create("https://host/x"));
    for (String name : new String[] {"../x", "/x", "a/b", "a\\b", "", ".x", "C:x"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RemoteFile(name, 1, "0".repeat(64), mirror));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new PublicData(name, "", "", List.of(file("a", content))));
    }
  }

  private RemoteFile served(String name, byte[] bytes) {
    server.put(name, bytes);
    return file(name, bytes);
  }

  private RemoteFile file(String name, byte[] bytes) {
    return new RemoteFile(name, bytes.length, sha256(bytes), List.of(server.uri(name)));
  }

  private static PublicData set(RemoteFile... files) {
    return new PublicData("toy", "a toy", "this test", List.of(files));
  }

  private static URI closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/a.bin");
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
