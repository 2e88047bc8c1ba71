package dev.cajal.vision.fetch;

import java.net.URI;

/** Is told how a download goes. */
public interface FetchListener {
  /** A file is there already, and is right. */
  default void onPresent(RemoteFile file) {}

  /**
   * A download begins, or goes on.
   *
   * @param from the bytes that are there already
   */
  default void onStart(RemoteFile file, URI mirror, long from) {}

  /**
   * More of a file has arrived.
   *
   * @param done the bytes that are there by now
   */
  default void onProgress(RemoteFile file, long done) {}

  /** A mirror failed; the next one is asked, or the same again. */
  default void onFailure(RemoteFile file, URI mirror, String reason) {}

  /** A file has arrived and is right. */
  default void onFetched(RemoteFile file) {}
}
