package dev.cajal.vision.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** A web server on this machine that can be told to misbehave. */
final class Server implements Closeable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  volatile boolean knowsRanges = true;

  /** How many bytes an answer has at most before the connection is closed. */
  volatile int breaksOffAfter = Integer.MAX_VALUE;

  Server() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  void put(String name, byte[] content) {
    files.put("/" + name, content);
  }

  URI uri(String name) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
  }

  /** Returns what was asked for: the header Range of each request, or "all". */
  List<String> ranges() {
    return ranges;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "all" : range);
    byte[] content = files.get(exchange.getRequestURI().getPath());
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    int from = 0;
    if (range != null && knowsRanges) {
      from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      String part = "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
      exchange.getResponseHeaders().set("Content-Range", part);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    int to = (int) Math.min(content.length, (long) from + breaksOffAfter);
    OutputStream out = exchange.getResponseBody();
    out.write(Arrays.copyOfRange(content, from, to));
    out.flush();
    if (to < content.length) {
      // A handler that fails has its connection closed.
      throw new IOException("told to break off");
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
