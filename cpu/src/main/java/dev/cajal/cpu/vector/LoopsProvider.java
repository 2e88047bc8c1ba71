package dev.cajal.cpu.vector;

/** Picks the loops once for the process. */
final class LoopsProvider {
  private static final System.Logger LOG = System.getLogger(LoopsProvider.class.getName());
  static final String MODULE = "jdk.incubator.vector";

  private LoopsProvider() {}

  /** Returns the fastest loops that this JVM can run. */
  static Loops loops() {
    return Chosen.LOOPS;
  }

  private static Loops choose() {
    if (Boolean.getBoolean("cajal.cpu.scalar")) {
      return ScalarLoops.INSTANCE;
    }
    // On the class path the module is there only if a flag asks for it.
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "elementwise kernels run without vector instructions: start java with --add-modules "
              + MODULE);
      return ScalarLoops.INSTANCE;
    }
    return new VectorLoops();
  }

  private static final class Chosen {
    static final Loops LOOPS = choose();
  }
}
