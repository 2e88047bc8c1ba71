/** Kernel benchmarks and the comparison with PyTorch. */
module dev.cajal.bench {
  requires static org.jspecify;
  requires dev.cajal.nn;
  requires dev.cajal.zoo;
}
