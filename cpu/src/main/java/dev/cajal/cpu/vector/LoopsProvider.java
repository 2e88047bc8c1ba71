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
      return slow("--add-modules " + MODULE);
    }
    try {
      return VectorLoops.create();
    } catch (IllegalCallerException e) {
      Module module = LoopsProvider.class.getModule();
      return slow(
          "--enable-native-access=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED"));
    }
  }

  private static Loops slow(String mend) {
    LOG.log(
        System.Logger.Level.WARNING,
        "elementwise kernels run without vector instructions: start java with " + mend);
    return ScalarLoops.INSTANCE;
  }

  private static final class Chosen {
    static final Loops LOOPS = choose();
  }
}
