package dev.cajal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much of a process is in physical memory, as Linux tells in {@code /proc/PID/status}.
 *
 * @param bytes now ({@code VmRSS})
 * @param peak at most so far ({@code VmHWM})
 */
record Residence(long bytes, long peak) {

  /**
   * Reads the numbers of a process.
   *
   * @throws IOException if there is no such process, or no Linux
   */
  static Residence of(long process) throws IOException {
    return parse(Files.readAllLines(Path.of("/proc", Long.toString(process), "status")));
  }

  static Residence parse(List<String> lines) throws IOException {
    return new Residence(kilobytes(lines, "VmRSS:") * 1024, kilobytes(lines, "VmHWM:") * 1024);
  }

  private static long kilobytes(List<String> lines, String field) throws IOException {
    String line =
        lines.stream()
            .filter(l -> l.startsWith(field))
            .findFirst()
            .orElseThrow(() -> new IOException("the status of the process has no " + field));
    return Long.parseLong(line.replaceAll("\\D+", ""));
  }
}
