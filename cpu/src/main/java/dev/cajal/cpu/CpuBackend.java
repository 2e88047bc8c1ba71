package dev.cajal.cpu;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import dev.cajal.cpu.dnnl.DnnlKernels;
import dev.cajal.cpu.natives.Library;
import dev.cajal.cpu.portable.PortableKernels;
import dev.cajal.cpu.team.Team;
import dev.cajal.cpu.vector.RecurrentKernels;
import dev.cajal.cpu.vector.VectorKernels;
import dev.cajal.cpu.vector.WideningKernels;
import dev.cajal.cpu.vector.WinogradKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kernels of the processor: oneDNN where its libraries can be loaded, then loops over the
 * Vector API where that module is there, then portable loops. What was chosen is logged once.
 */
public final class CpuBackend implements Backend {
  private static final System.Logger LOG = System.getLogger(CpuBackend.class.getName());

  private final List<KernelSource> sources = new ArrayList<>();

  /** Loads what this machine has. */
  public CpuBackend() {
    sources.add(WinogradKernels::choose);
    if (Library.isLoaded()) {
      sources.add(DnnlKernels::choose);
    } else {
      LOG.log(
          System.Logger.Level.WARNING,
          "convolutions and matrix products run in portable loops, slowly: " + Library.describe());
    }
    sources.add(VectorKernels::choose);
    sources.add(PortableKernels::choose);
    List<KernelSource> products = List.copyOf(sources);
    sources.add(RecurrentKernels::choose);
    sources.add(request ->
        WideningKernels.choose(request, r -> first(products, r.threads(request.threads()))));
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public List<String> describe() {
    return List.of(
        "contractions: "
            + (Library.isLoaded()
                ? "oneDNN " + DnnlKernels.describe()
                : "portable loops, slower, since " + Library.describe()),
        "elementwise: " + VectorKernels.describe(),
        "threads: " + Team.describe());
  }

  @Override
  public Optional<Choice> choose(Request request) {
    return first(sources, request);
  }

  private static Optional<Choice> first(List<KernelSource> sources, Request request) {
    for (KernelSource source : sources) {
      Optional<Choice> choice = source.choose(request);
      if (choice.isPresent()) {
        return choice;
      }
    }
    return Optional.empty();
  }
}
