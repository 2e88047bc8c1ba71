package dev.cajal.cpu.natives;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The platforms for which oneDNN's libraries are published, and exactly which files they are: a
 * library is loaded only if its digest is the one written here.
 */
enum Platform {
  LINUX_X86_64(
      "linux-x86_64",
      new Part(
          "libgomp.so.1",
          298_776,
          "115302e45583ad3e8df681c0a5af4c8273b7399f764965280d70d8780e5ee454"),
      new Part(
          "libdnnl.so.3",
          89_662_848,
          "a8948803c5718bac623b664be77fb47e24328e8693997e96e02c4308b0ee826f")),
  LINUX_ARM64(
      "linux-arm64",
      new Part(
          "libgomp.so.1",
          277_896,
          "58e440465a4174fa7e7ec529e6a2b3b27eeafd048c75a2c6781fd8cd740e1f2c"),
      new Part(
          "libdnnl.so.3",
          60_692_064,
          "7fe2ab67ff4a08c3944fbb46f52819dcdd74907926ececb544c1940226962301")),
  MACOS_X86_64(
      "macosx-x86_64",
      new Part(
          "libiomp5.dylib",
          711_824,
          "1c1aa4e4d67ab1be2a6e808c2ea51e7ea01cc36bab554a409abf1904b2d41750"),
      new Part(
          "libdnnl.3.dylib",
          62_061_704,
          "de759d1c06418a7016a4764bc3614b29751f1ae617d5927f02a7e2c3ddb39860")),
  MACOS_ARM64(
      "macosx-arm64",
      new Part(
          "libomp.dylib",
          743_200,
          "e4ec1a31166cbf190c350e2c2542c0300e167e16b6f4850fb601cd761657df5a"),
      new Part(
          "libdnnl.3.dylib",
          22_748_016,
          "5fb3242888a85fb00a527d2919195f92312570ea4e3be34360f676e34f34d296")),
  WINDOWS_X86_64(
      "windows-x86_64",
      new Part(
          "dnnl.dll",
          47_472_640,
          "53fc2341bf0baf8826bc21625ac2514c47892f68badea0cc39464586a712fa08"));

  private final String classifier;

  // List.of makes it immutable, which its type cannot say.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Part> parts;

  Platform(String classifier, Part... parts) {
    this.classifier = classifier;
    this.parts = List.of(parts);
  }

  /**
   * A shared library.
   *
   * @param name its file name
   * @param bytes its size
   * @param sha256 its digest in hexadecimal
   */
  record Part(String name, long bytes, String sha256) {}

  /** The Maven classifier of the artifact that holds the libraries. */
  String classifier() {
    return classifier;
  }

  /** The libraries in the order in which they must be loaded. */
  List<Part> parts() {
    return parts;
  }

  boolean isLinux() {
    return this == LINUX_X86_64 || this == LINUX_ARM64;
  }

  boolean isMac() {
    return this == MACOS_X86_64 || this == MACOS_ARM64;
  }

  /** The name of a library inside the artifact. */
  String resource(Part part) {
    return "org/bytedeco/dnnl/" + classifier + "/" + part.name();
  }

  /** A folder name that changes whenever a library does. */
  String folderName() {
    return "dnnl-" + classifier + "-" + parts.getLast().sha256().substring(0, 16);
  }

  /** The platform that this JVM runs on, if there are libraries for it. */
  static Optional<Platform> current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Optional<Platform> of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
    boolean intel = osArch.equals("amd64") || osArch.equals("x86_64");
    if (os.startsWith("linux") && (arm || intel)) {
      return Optional.of(arm ? LINUX_ARM64 : LINUX_X86_64);
    }
    if (os.startsWith("mac") && (arm || intel)) {
      return Optional.of(arm ? MACOS_ARM64 : MACOS_X86_64);
    }
    return os.startsWith("windows") && intel ? Optional.of(WINDOWS_X86_64) : Optional.empty();
  }
}
