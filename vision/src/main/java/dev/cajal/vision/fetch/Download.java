package dev.cajal.vision.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings the rest of a file from one server. */
class Download {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int BAD_RANGE = 416;

  private final String scheme;
  private final Duration patience;

  /**
   * Creates it.
   *
   * @param scheme the only one that is allowed
   */
  Download(String scheme) {
    this(scheme, PATIENCE);
  }

  Download(String scheme, Duration patience) {
    this.scheme = scheme;
    this.patience = patience;
  }

  /** Returns the bytes that can still be written. */
  long usableBytes(Path folder) throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  /**
   * Asks for what is missing of a file behind the bytes that are there, and appends it.
   *
   * @throws DiskException if the disk fails
   * @throws IOException if the server fails, or sends more or less than the file has
   */
  void append(URI mirror, RemoteFile file, Path target, FetchListener listener) throws IOException {
    if (!scheme.equals(mirror.getScheme())) {
      throw new IOException("is not asked over " + scheme);
    }
    long have = Checked.size(target);
    if (have >= file.bytes()) {
      // As long as it should be, and yet not right.
      Files.delete(target);
      have = 0;
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      try {
        append(ask(client, mirror, have), mirror, file, target, have, listener);
      } finally {
        // Closing alone would wait for what is still on its way.
        client.shutdownNow();
      }
    }
  }

  private HttpResponse<InputStream> ask(HttpClient client, URI mirror, long have)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(mirror);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    try {
      return client
          .sendAsync(request.build(), BodyHandlers.ofInputStream())
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("was interrupted", e);
    } catch (TimeoutException e) {
      throw new HttpConnectTimeoutException("no answer");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    }
  }

  private void append(
      HttpResponse<InputStream> response,
      URI mirror,
      RemoteFile file,
      Path target,
      long have,
      FetchListener listener)
      throws IOException {
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == BAD_RANGE) {
        Files.delete(target);
        throw new IOException("refuses to go on at byte " + have);
      }
      if (status != OK && status != PARTIAL) {
        throw new IOException("answers with status " + status);
      }
      if (status == PARTIAL && !startsAt(response, have)) {
        throw new IOException("sends another part than it was asked for");
      }
      long from = status == PARTIAL ? have : 0;
      long promised = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      if (promised >= 0 && from + promised != file.bytes()) {
        throw new IOException(
            "has %d bytes where the file has %d".formatted(from + promised, file.bytes()));
      }
      listener.onStart(file, mirror, from);
      copy(body, file, target, from, listener);
    }
  }

  private static boolean startsAt(HttpResponse<?> response, long have) {
    return response
        .headers()
        .firstValue("Content-Range")
        .map(range -> range.startsWith("bytes " + have + "-"))
        .orElse(false);
  }

  private void copy(
      InputStream body, RemoteFile file, Path target, long from, FetchListener listener)
      throws IOException {
    long done = from;
    try (StallGuard guard = new StallGuard(body, patience);
        FileChannel out = open(target, from)) {
      byte[] buffer = new byte[BUFFER];
      for (int got = read(body, buffer); got >= 0; got = read(body, buffer)) {
        guard.alive();
        if (done + got > file.bytes()) {
          throw new IOException("sends more than the " + file.bytes() + " bytes of the file");
        }
        write(out, buffer, got, target);
        done += got;
        listener.onProgress(file, done);
      }
      if (guard.stalled()) {
        throw new HttpTimeoutException("no data");
      }
    }
    if (done < file.bytes()) {
      throw new IOException("broke off after %d of %d bytes".formatted(done, file.bytes()));
    }
  }

  /** Takes a connection that fails for one that ends; how much has arrived says what is missing. */
  private static int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      return -1;
    }
  }

  private static FileChannel open(Path target, long from) throws IOException {
    try {
      FileChannel out =
          FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      out.truncate(from);
      out.position(from);
      return out;
    } catch (IOException e) {
      throw new DiskException(target, e);
    }
  }

  private static void write(FileChannel out, byte[] buffer, int count, Path target)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new DiskException(target, e);
    }
  }

  /** Says in a few words what went wrong. */
  static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "is not found; is there a network?";
      }
    }
    return switch (e) {
      case HttpConnectTimeoutException slow -> "does not answer";
      case HttpTimeoutException slow -> "stopped sending";
      case ConnectException refused -> "cannot be reached; is there a network?";
      default -> e.getMessage() == null ? "broke off" : e.getMessage();
    };
  }
}
