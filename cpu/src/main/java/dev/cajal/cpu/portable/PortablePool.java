package dev.cajal.cpu.portable;

import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Shape;
import dev.cajal.cpu.team.Team;
import dev.cajal.op.Window;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/** Poolings and their gradients, plane by plane; the planes are shared among the team. */
final class PortablePool implements Kernel {
  private final Kind kind;
  private final Places places;
  private final int planes;
  private final int parts;
  private final boolean wideSwitches;
  private final float[] shares;
  private final float[][] images;
  private final float[][] results;

  /** What a pooling computes. */
  enum Kind {
    MAX,
    UNPOOL,
    AVERAGE,
    AVERAGE_GRAD
  }

  /**
   * Makes a kernel.
   *
   * @param image [N, C, spatial…]
   * @param result [N, C, stops…]
   * @param switches the type of switches, which windows of more than 255 elements need wide
   * @param countIncludePad whether an average divides by the size of the window even in the padding
   */
  PortablePool(
      Kind kind,
      List<Integer> size,
      Window window,
      Shape image,
      Shape result,
      DType switches,
      boolean countIncludePad,
      int threads) {
    this.kind = kind;
    Shape kernel = Shape.of(size.stream().mapToLong(Integer::longValue).toArray());
    places = new Places(window, image, kernel, result);
    planes = Math.toIntExact(Math.multiplyExact(image.dim(0), image.dim(1)));
    parts = (long) planes * places.stops < 20_000 ? 1 : Math.min(Team.size(threads), planes);
    wideSwitches = switches == DType.INT32;
    shares = shares(countIncludePad);
    images = new float[parts][places.plane];
    results = new float[parts][places.stops];
  }

  private float[] shares(boolean countIncludePad) {
    float[] shares = new float[places.stops];
    for (int stop = 0; stop < shares.length; stop++) {
      int inside = 0;
      for (int tap = 0; tap < places.taps; tap++) {
        inside += places.at(tap, stop) >= 0 ? 1 : 0;
      }
      shares[stop] = 1f / (countIncludePad ? places.taps : inside);
    }
    return shares;
  }

  @Override
  public String name() {
    return "portable:pool";
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
    Team.run(
        parts,
        (part, of) -> {
          int last = (int) ((long) planes * (part + 1) / of);
          for (int plane = (int) ((long) planes * part / of); plane < last; plane++) {
            onePlane(images[part], results[part], plane, in, out);
          }
        });
  }

  private void onePlane(
      float[] image, float[] result, int plane, MemorySegment[] in, MemorySegment[] out) {
    long pixel = (long) plane * image.length;
    long stop = (long) plane * result.length;
    switch (kind) {
      case MAX -> {
        Floats.load(in[0], pixel, image, image.length);
        max(image, result, out[1], stop);
        Floats.store(result, out[0], stop, result.length);
      }
      case AVERAGE -> {
        Floats.load(in[0], pixel, image, image.length);
        average(image, result);
        Floats.store(result, out[0], stop, result.length);
      }
      case UNPOOL -> {
        Floats.load(in[0], stop, result, result.length);
        unpool(result, in[1], stop, image);
        Floats.store(image, out[0], pixel, image.length);
      }
      case AVERAGE_GRAD -> {
        Floats.load(in[0], stop, result, result.length);
        averageGrad(result, image);
        Floats.store(image, out[0], pixel, image.length);
      }
    }
  }

  private void max(float[] image, float[] result, MemorySegment switches, long first) {
    for (int stop = 0; stop < result.length; stop++) {
      int which = -1;
      float best = 0;
      for (int tap = 0; tap < places.taps; tap++) {
        int place = places.at(tap, stop);
        if (place >= 0) {
          float value = image[place];
          if (which < 0 || value > best || (Float.isNaN(value) && !Float.isNaN(best))) {
            best = value;
            which = tap;
          }
        }
      }
      result[stop] = best;
      if (wideSwitches) {
        switches.setAtIndex(ValueLayout.JAVA_INT, first + stop, which);
      } else {
        switches.set(ValueLayout.JAVA_BYTE, first + stop, (byte) which);
      }
    }
  }

  private void unpool(float[] result, MemorySegment switches, long first, float[] image) {
    Arrays.fill(image, 0);
    for (int stop = 0; stop < result.length; stop++) {
      int which =
          wideSwitches
              ? switches.getAtIndex(ValueLayout.JAVA_INT, first + stop)
              : switches.get(ValueLayout.JAVA_BYTE, first + stop) & 0xff;
      image[places.at(which, stop)] += result[stop];
    }
  }

  private void average(float[] image, float[] result) {
    for (int stop = 0; stop < result.length; stop++) {
      float sum = 0;
      for (int tap = 0; tap < places.taps; tap++) {
        int place = places.at(tap, stop);
        sum += place < 0 ? 0 : image[place];
      }
      result[stop] = sum * shares[stop];
    }
  }

  private void averageGrad(float[] result, float[] image) {
    Arrays.fill(image, 0);
    for (int tap = 0; tap < places.taps; tap++) {
      for (int stop = 0; stop < result.length; stop++) {
        int place = places.at(tap, stop);
        if (place >= 0) {
          image[place] += result[stop] * shares[stop];
        }
      }
    }
  }
}
