package dev.cajal.cpu.vector;

import dev.cajal.backend.Kernel;
import dev.cajal.cpu.team.Team;
import java.lang.foreign.MemorySegment;

/**
 * Convolution by minimal filtering, F(2×2, 3×3) of Winograd (Lavin, Gray 2016): the image is cut
 * into patches d of 4×4 pixels, two pixels apart, and each gives 2×2 pixels
 *
 * <pre>y = Aᵀ·[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]·A</pre>
 *
 * with 16 multiplications where 36 are needed directly. Summed over channels, the element-wise
 * products ⊙ are 16 matrix products, of patches by channels with channels by channels. All
 * coefficients are 0, ±1 and ½, so the rounding errors are about those of the direct sum.
 *
 * <p>Tiles are taken in runs whose transforms stay in the cache; a thread takes its own.
 */
final class Winograd implements Kernel, Team.Task {
  private static final int ELEMENTS = 16;
  private static final int ROWS = 8;
  // The kernels stream past each run: shorter ones would wait for memory.
  private static final int LEAST_RUN = 96;
  private static final long CACHE = 1 << 20;
  // Slices whose distance is a power of two would fall into the same few sets of the cache.
  private static final long APART = 192;
  private static final long PANEL = 4L * Loops.PANEL;

  private final Loops loops;
  private final TileLoops tiles;
  private final TiledConv conv;
  private final boolean biased;
  private final boolean relu;
  private final int parts;
  private final int run;
  private final long pixel;
  private final long kernelSlice;
  private final long patchSlice;
  private final long productSlice;
  private final long zerosAt;
  private final long ownAt;
  private final long ownBytes;

  // What a run is about; fields, so that handing it to the team allocates nothing.
  private MemorySegment scratch = MemorySegment.NULL;
  private long source;
  private long weights;
  private long bias;
  private long result;
  private boolean transforming;

  Winograd(Loops loops, TileLoops tiles, TiledConv conv, boolean biased, boolean relu, int team) {
    this.loops = loops;
    this.tiles = tiles;
    this.conv = conv;
    this.biased = biased;
    this.relu = relu;
    this.parts = Math.min(team, Math.max(1, conv.tiles() / ROWS));
    this.run = run(conv, parts);
    this.pixel = 4L * tiles.lanes();
    this.kernelSlice = 4L * conv.depth() * conv.columns() + APART;
    this.patchSlice = 4L * conv.depth() * run + APART;
    this.productSlice = 4L * conv.columns() * run + APART;
    this.zerosAt = ELEMENTS * kernelSlice;
    this.ownAt = zerosAt + 4L * conv.columns();
    this.ownBytes = ELEMENTS * (patchSlice + productSlice + pixel);
  }

  /** Returns how many tiles to take at a time: equal shares, in whole blocks of rows. */
  private static int run(TiledConv conv, int parts) {
    long most = Math.max(LEAST_RUN, CACHE / (4L * ELEMENTS * (conv.depth() + conv.columns())));
    int share = Math.ceilDiv(conv.tiles(), parts);
    int runs = (int) Math.ceilDiv(share, most);
    return Math.ceilDiv(Math.ceilDiv(share, runs), ROWS) * ROWS;
  }

  @Override
  public String name() {
    return loops.name() + ":winograd";
  }

  @Override
  public long scratchBytes() {
    return ownAt + parts * ownBytes;
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment memory) {
    scratch = memory;
    source = inputs[0].address();
    weights = inputs[1].address();
    result = outputs[0].address();
    loops.fill(memory, zerosAt, 0, conv.columns());
    bias = biased ? inputs[2].address() : memory.address() + zerosAt;
    transforming = true;
    Team.run(parts, this);
    transforming = false;
    Team.run(parts, this);
  }

  @Override
  public void run(int part, int of) {
    if (transforming) {
      int panels = conv.columns() / Loops.PANEL;
      for (int p = panels * part / of; p < panels * (part + 1) / of; p++) {
        transform(p);
      }
      return;
    }
    int end = (int) ((long) conv.tiles() * (part + 1) / of);
    for (int t = (int) ((long) conv.tiles() * part / of); t < end; t += run) {
      tiles(t, Math.min(end, t + run), ownAt + part * ownBytes);
    }
  }

  /** Transforms the kernels of a panel of columns, block by block of the depth. */
  private void transform(int panel) {
    int lanes = tiles.lanes();
    long block = pixel * lanes;
    int deep = conv.depth() / lanes;
    int wide = conv.columns() / lanes;
    long to = scratch.address() + panel * PANEL * conv.depth();
    for (int c = 0; c < Loops.PANEL / lanes; c++) {
      int column = panel * (Loops.PANEL / lanes) + c;
      for (int d = 0; d < deep; d++) {
        long number = conv.turned() ? (long) d * wide + column : (long) column * deep + d;
        long from = weights + 9 * block * number;
        long at = to + PANEL * lanes * d + pixel * c;
        if (conv.turned()) {
          tiles.kernels(from + 8 * block, -block, at, PANEL, kernelSlice, lanes);
        } else {
          tiles.kernels(from, block, at, PANEL, kernelSlice, lanes);
        }
      }
    }
  }

  private void tiles(int first, int end, long patchesAt) {
    long productsAt = patchesAt + ELEMENTS * patchSlice;
    for (int t = first; t < end; t++) {
      patch(
          t,
          scratch.address() + patchesAt + 4L * conv.depth() * (t - first),
          scratch.address() + productsAt + ELEMENTS * productSlice);
    }
    long depthBytes = 4L * conv.depth();
    for (int e = 0; e < ELEMENTS; e++) {
      for (int p = 0; p < conv.columns() / Loops.PANEL; p++) {
        loops.product(
            scratch,
            patchesAt + e * patchSlice,
            depthBytes,
            end - first,
            scratch,
            e * kernelSlice + p * PANEL * conv.depth(),
            conv.depth(),
            scratch,
            zerosAt,
            scratch,
            productsAt + e * productSlice + p * PANEL,
            4L * conv.columns());
      }
    }
    for (int t = first; t < end; t++) {
      pixels(t, scratch.address() + productsAt + 4L * conv.columns() * (t - first));
    }
  }

  private void patch(int tile, long to, long frame) {
    int across = conv.tilesAcross();
    int down = conv.tilesDown();
    int y = 2 * (tile / across % down) - conv.top();
    int x = 2 * (tile % across) - conv.left();
    int planes = conv.depth() / tiles.lanes();
    long row = pixel * conv.width();
    long plane = row * conv.height();
    long image = plane * planes;
    long from = source + tile / (across * down) * image + y * row + x * pixel;
    if (y >= 0 && x >= 0 && y + 4 <= conv.height() && x + 4 <= conv.width()) {
      tiles.patches(from, row, plane, planes, to, patchSlice);
      return;
    }
    for (int c = 0; c < planes; c++) {
      tiles.frame(from + c * plane, row, -y, conv.height() - y, -x, conv.width() - x, frame);
      tiles.patches(frame, 4 * pixel, 0, 1, to + c * pixel, patchSlice);
    }
  }

  private void pixels(int tile, long from) {
    int across = conv.tilesAcross();
    int down = conv.tilesDown();
    int y = 2 * (tile / across % down);
    int x = 2 * (tile % across);
    int planes = conv.columns() / tiles.lanes();
    long row = pixel * conv.resultWidth();
    long plane = row * conv.resultHeight();
    long image = plane * planes;
    tiles.pixels(
        from,
        productSlice,
        planes,
        bias,
        relu,
        result + tile / (across * down) * image + y * row + x * pixel,
        plane,
        y + 1 < conv.resultHeight() ? row : 0,
        x + 1 < conv.resultWidth() ? pixel : 0);
  }
}
