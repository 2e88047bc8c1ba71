package dev.cajal.cpu.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.cajal.cpu.natives.Native;
import dev.cajal.cpu.team.Team;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The one CPU engine, its in-order stream, and the size of the OpenMP team. */
@SuppressWarnings("restricted")
final class Engine {
  private static final MethodHandle CREATE_ENGINE = Native.function("dnnl_engine_create", "i pil");
  private static final MethodHandle CREATE_STREAM = Native.function("dnnl_stream_create", "i ppi");
  private static final MethodHandle SET_THREADS =
      Native.quickFunction("omp_set_num_threads", "v i");

  private static final MethodHandle INSTRUCTION_SET =
      Native.function("dnnl_get_effective_cpu_isa", "i");

  private static final int CPU = 1;
  private static final int IN_ORDER = 1;

  private static final int AVX512 = 0x20;
  private static final int BF16 = 0x80;
  private static final int EFFECTIVE = effective();

  static final MemorySegment ENGINE = createEngine();
  static final MemorySegment STREAM = createStream();

  private Engine() {}

  /**
   * Sets how many threads the calling Java thread's next oneDNN calls use. A primitive must be
   * created and executed under the same number.
   */
  static void threads(int count) {
    try {
      if (count > 1) {
        Team.enter();
      }
      SET_THREADS.invokeExact(count);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private static MemorySegment createEngine() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check((int) CREATE_ENGINE.invokeExact(out, CPU, 0L), "create the CPU engine");
      return out.get(ADDRESS, 0);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private static MemorySegment createStream() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check((int) CREATE_STREAM.invokeExact(out, ENGINE, IN_ORDER), "create the stream");
      return out.get(ADDRESS, 0);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  /** Returns the version and the instruction set that oneDNN uses. */
  static String describe() {
    MethodHandle function = Native.function("dnnl_version", "p");
    try {
      MemorySegment version = ((MemorySegment) function.invokeExact()).reinterpret(3 * 4);
      return "version %d.%d.%d, %s"
          .formatted(
              version.getAtIndex(JAVA_INT, 0),
              version.getAtIndex(JAVA_INT, 1),
              version.getAtIndex(JAVA_INT, 2),
              instructionSet(EFFECTIVE));
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  /** Whether there are vectors of 512 bits. */
  static boolean hasAvx512() {
    return (EFFECTIVE & AVX512) != 0;
  }

  /** Whether products of bfloat16 are faster than those of float32. */
  static boolean multipliesBfloats() {
    return (EFFECTIVE & BF16) != 0;
  }

  private static int effective() {
    try {
      return (int) INSTRUCTION_SET.invokeExact();
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private static String instructionSet(int number) {
    return switch (number) {
      case 0x1 -> "SSE4.1";
      case 0x3 -> "AVX";
      case 0x7 -> "AVX2";
      case 0xf, 0x1f -> "AVX2 VNNI";
      case 0x27 -> "AVX-512";
      case 0x67 -> "AVX-512 VNNI";
      case 0xe7 -> "AVX-512 BF16";
      case 0x1ef -> "AVX-512 FP16";
      case 0xfef -> "AVX-512 AMX";
      case 0x1fef -> "AVX-512 AMX FP16";
      default -> "instruction set 0x" + Integer.toHexString(number);
    };
  }
}
