package dev.cajal.vision.fetch;

import java.net.URI;
import java.util.List;

/**
 * A file as it lies on servers.
 *
 * @param name what it is called in the folder of its data set; a plain name
 * @param bytes its size
 * @param sha256 the SHA-256 of its content, 64 hexadecimal digits
 * @param mirrors where it can be had, the preferred first
 */
public record RemoteFile(String name, long bytes, String sha256, List<URI> mirrors) {
  private static final String PLAIN = "[A-Za-z0-9][A-Za-z0-9._-]*";

  /** Checks that the name cannot leave its folder and that there is something to check against. */
  public RemoteFile {
    mirrors = List.copyOf(mirrors);
    if (!name.matches(PLAIN)) {
      throw new IllegalArgumentException("'" + name + "' is no plain file name");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256");
    }
    if (bytes < 1 || mirrors.isEmpty()) {
      throw new IllegalArgumentException(name + " needs a size and a mirror");
    }
  }
}
