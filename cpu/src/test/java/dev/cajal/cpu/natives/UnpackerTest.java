package dev.cajal.cpu.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackerTest {
  @TempDir Path cache;

  @Test
  void librariesOnThePathAreUnpackedOnce() throws IOException {
    Optional<Platform> platform = Platform.current();
    assumeTrue(platform.isPresent(), "no libraries for this platform");
    Optional<Bundle> bundle = Bundle.onPaths(platform.get());
    assumeTrue(bundle.isPresent(), "the artifact is not on this JVM's paths");

    Path folder = Unpacker.unpack(platform.get(), cache, bundle.get()::open);
    for (Platform.Part part : platform.get().parts()) {
      assertThat(folder.resolve(part.name())).hasSize(part.bytes());
    }
    Path again = Unpacker.unpack(platform.get(), cache, UnpackerTest::refuse);
    assertThat(again).isEqualTo(folder);
    assertThat(filesIn(cache)).containsExactly(folder);
  }

  @Test
  void processesThatUnpackAtTheSameTimeShareOneCopy() throws Exception {
    Optional<Platform> platform = Platform.current();
    assumeTrue(platform.isPresent(), "no libraries for this platform");
    Optional<Bundle> bundle = Bundle.onPaths(platform.get());
    assumeTrue(bundle.isPresent(), "the artifact is not on this JVM's paths");

    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<Path>> folders =
          threads.invokeAll(
              Collections.nCopies(
                  3, () -> Unpacker.unpack(platform.get(), cache, bundle.get()::open)));
      for (Future<Path> folder : folders) {
        assertThat(filesIn(cache)).containsExactly(folder.get());
      }
    }
  }

  @Test
  void librariesWithAnotherDigestAreRefusedAndLeaveNothingBehind() {
    assertThatThrownBy(() ->
            Unpacker.unpack(
                Platform.LINUX_X86_64,
                cache,
                part -> new ByteArrayInputStream(new byte[(int) part.bytes()])))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("libgomp.so.1 has SHA-256 ")
        .hasMessageContaining("expected 115302e4");
    assertThat(filesIn(cache)).isEmpty();
  }

  @Test
  void librariesThatAreTooLargeAreRefused() {
    assertThatThrownBy(() ->
            Unpacker.unpack(
                Platform.LINUX_X86_64,
                cache,
                part -> new ByteArrayInputStream(new byte[(int) part.bytes() + 1])))
        .hasMessage("libgomp.so.1 is larger than 298776 bytes");
  }

  private static InputStream refuse(Platform.Part part) throws IOException {
    throw new IOException("asked again for " + part.name());
  }

  private static Stream<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
