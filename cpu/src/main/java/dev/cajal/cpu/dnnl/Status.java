package dev.cajal.cpu.dnnl;

import dev.cajal.cpu.natives.NativeException;

/** What oneDNN's functions return. */
final class Status {
  private Status() {}

  /** Turns a status other than success into an exception that says what was tried. */
  static void check(int status, String what) {
    if (status != 0) {
      throw new NativeException(what + ": oneDNN answers " + name(status));
    }
  }

  private static String name(int status) {
    return switch (status) {
      case 1 -> "out of memory";
      case 2 -> "invalid arguments";
      case 3 -> "unimplemented";
      case 4 -> "no further implementation";
      case 5 -> "runtime error";
      case 6 -> "not required";
      default -> "status " + status;
    };
  }
}
