package dev.cajal.cpu.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void namesOfSystemsMapToClassifiers() {
    assertThat(Platform.of("Linux", "amd64")).contains(Platform.LINUX_X86_64);
    assertThat(Platform.of("Linux", "aarch64")).contains(Platform.LINUX_ARM64);
    assertThat(Platform.of("Mac OS X", "aarch64")).contains(Platform.MACOS_ARM64);
    assertThat(Platform.of("Mac OS X", "x86_64")).contains(Platform.MACOS_X86_64);
    assertThat(Platform.of("Windows 11", "amd64")).contains(Platform.WINDOWS_X86_64);
    assertThat(Platform.of("Windows 11", "aarch64")).isEmpty();
    assertThat(Platform.of("AIX", "ppc64")).isEmpty();
  }

  @Test
  void folderNameFollowsTheDigestOfTheLibrary() {
    assertThat(Platform.LINUX_X86_64.folderName()).isEqualTo("dnnl-linux-x86_64-a8948803c5718bac");
  }
}
