/** Kernel benchmarks and the comparison with other libraries. */
module dev.cajal.bench {
  requires static transitive org.jspecify;
  requires transitive dev.cajal.core;
  requires dev.cajal.nn;
  requires dev.cajal.zoo;
  requires java.management;
  requires jdk.management;

  exports dev.cajal.bench;
}
