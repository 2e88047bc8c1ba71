package dev.cajal.nn;

/** What is wrong with a part that a module is to have. */
final class Composition {
  private Composition() {}

  static void requireName(Module owner, String name, boolean taken) {
    if (name.isEmpty() || name.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          owner.type()
              + ": '"
              + name
              + "' is no name of a part; it must not be empty or hold a dot");
    }
    if (taken) {
      throw new IllegalArgumentException(
          owner.type() + ": there are two parts named '" + name + "'");
    }
  }

  static void requireFree(Module child, String name, boolean owned) {
    if (owned) {
      throw new IllegalArgumentException(
          "child "
              + name
              + ": this "
              + child.type()
              + " is already at '"
              + child.path()
              + "'; make another, or share it by applying it twice");
    }
    for (Module part : child.modules().values()) {
      if (part.own().stream().anyMatch(Parameter::declared)) {
        throw new IllegalArgumentException(
            "child " + name + ": this " + child.type() + " is already built; compose first");
      }
    }
  }
}
