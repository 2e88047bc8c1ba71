package dev.cajal.cpu.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** How C functions become method handles, and what they throw becomes an exception. */
@SuppressWarnings("restricted")
public final class Native {
  private static final Linker LINKER = Linker.nativeLinker();

  private Native() {}

  /**
   * Returns a function of the loaded libraries.
   *
   * @param signature the C types, result first: p pointer, b byte, i int, l long or size, f float,
   *     v void; blanks only separate
   */
  public static MethodHandle function(String name, String signature) {
    return LINKER.downcallHandle(find(Library.symbols(), name), descriptor(signature));
  }

  /** Returns a function that takes nanoseconds and never waits, without the JVM's state change. */
  public static MethodHandle quickFunction(String name, String signature) {
    return LINKER.downcallHandle(
        find(Library.symbols(), name), descriptor(signature), Linker.Option.critical(false));
  }

  /** Returns a function of the C library. */
  public static MethodHandle standardFunction(String name, String signature) {
    return LINKER.downcallHandle(find(LINKER.defaultLookup(), name), descriptor(signature));
  }

  /** Returns a function of the C library that takes nanoseconds and never waits. */
  public static MethodHandle quickStandardFunction(String name, String signature) {
    return LINKER.downcallHandle(
        find(LINKER.defaultLookup(), name), descriptor(signature), Linker.Option.critical(false));
  }

  /** Returns a C function pointer that calls {@code target}, for as long as the JVM runs. */
  public static MemorySegment callback(MethodHandle target, String signature) {
    return LINKER.upcallStub(target, descriptor(signature), Arena.global());
  }

  /** Returns a native object that the collector destroys with the last reference to its segment. */
  public static MemorySegment owned(MemorySegment object, MethodHandle destroy) {
    return owned(Arena.ofAuto(), object, destroy);
  }

  /** Returns a native object that is destroyed when the arena closes. */
  public static MemorySegment owned(Arena arena, MemorySegment object, MethodHandle destroy) {
    return object.reinterpret(
        arena,
        it -> {
          try {
            int _ = (int) destroy.invokeExact(it);
          } catch (Throwable e) {
            throw failure(e);
          }
        });
  }

  /** Returns what a method handle threw as something that needs no declaration. */
  public static RuntimeException failure(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new NativeException("native call failed: " + thrown);
    };
  }

  private static MemorySegment find(SymbolLookup symbols, String name) {
    return symbols
        .find(name)
        .orElseThrow(() -> new NativeException("no native function is called " + name));
  }

  private static FunctionDescriptor descriptor(String signature) {
    String types = signature.replace(" ", "");
    MemoryLayout[] arguments =
        types.chars().skip(1).mapToObj(Native::layout).toArray(MemoryLayout[]::new);
    return types.charAt(0) == 'v'
        ? FunctionDescriptor.ofVoid(arguments)
        : FunctionDescriptor.of(layout(types.charAt(0)), arguments);
  }

  private static MemoryLayout layout(int letter) {
    return switch (letter) {
      case 'p' -> ADDRESS;
      case 'b' -> JAVA_BYTE;
      case 'i' -> JAVA_INT;
      case 'l' -> JAVA_LONG;
      case 'f' -> JAVA_FLOAT;
      default -> throw new IllegalArgumentException("no C type for " + (char) letter);
    };
  }
}
