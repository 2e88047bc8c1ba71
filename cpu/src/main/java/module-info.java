/** Fast kernels: oneDNN by the foreign function interface, and the Vector API. */
module dev.cajal.cpu {
  requires static org.jspecify;
  requires dev.cajal.core;
  requires jdk.incubator.vector;

  provides dev.cajal.backend.Backend with
      dev.cajal.cpu.CpuBackend;
}
