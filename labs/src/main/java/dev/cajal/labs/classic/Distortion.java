package dev.cajal.labs.classic;

import dev.cajal.classic.Samples;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.data.Transformed;
import dev.cajal.nn.data.transform.Affine;
import dev.cajal.nn.data.transform.Elastic;
import java.util.List;

/** What may happen to a digit on its way; each digit by an amount of its own. */
record Distortion(String name, Transform transform) {
  static final List<Distortion> ALL =
      List.of(
          new Distortion("as they are", Transform.IDENTITY),
          new Distortion("moved, up to 4 pixels", Affine.NONE.shift(4 / 28.0)),
          new Distortion("turned, up to 30°", Affine.NONE.rotate(30)),
          new Distortion("scaled, 1 ± 0.3", Affine.NONE.scale(0.3)),
          new Distortion("sheared, up to 0.5", Affine.NONE.shear(0.5)),
          new Distortion("bent, α 40, σ 4", new Elastic(40, 4)));

  Samples of(Dataset digits) {
    return Samples.of(new Transformed(digits, transform));
  }
}
