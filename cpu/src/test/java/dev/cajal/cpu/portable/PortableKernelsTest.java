package dev.cajal.cpu.portable;

import static dev.cajal.backend.TensorType.float32;

import dev.cajal.cpu.ContractionsConformance;
import dev.cajal.cpu.KernelSource;
import dev.cajal.op.AvgPool;
import dev.cajal.op.Conv;
import dev.cajal.op.MatMul;
import dev.cajal.op.MaxPool;
import dev.cajal.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortableKernelsTest extends ContractionsConformance {
  @Override
  protected KernelSource source() {
    return PortableKernels::choose;
  }

  @Test
  void stretchesAndColumnBlocksMeetWithoutGaps() {
    kernels().check(new Conv(Window.of(2)), float32(1, 2, 40, 41), float32(3, 2, 3, 3));
    kernels().check(new MatMul(false, false), float32(5, 19), float32(19, 1031));
  }

  @Test
  void dilatedAndLargeWindowsPool() {
    kernels().check(new MaxPool(List.of(17, 16), Window.of(2)), float32(2, 3, 18, 20));
    kernels().check(new MaxPool(List.of(2, 3), Window.of(2).dilation(2)), float32(2, 3, 9, 10));
    kernels().check(new AvgPool(List.of(3), Window.of(1).dilation(2), true), float32(2, 3, 11));
  }
}
