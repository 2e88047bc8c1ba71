package dev.cajal.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
  private static final List<Ink> SERIES = List.of(Ink.BLUE, Ink.ORANGE, Ink.GREEN, Ink.PURPLE);

  // G. Machado, M. Oliveira, L. Fernandes, "A physiologically-based model for simulation of color
  // vision deficiency", IEEE TVCG 15(6), 2009, severity 1; on linear RGB.
  private static final double[][] PROTANOPIA = {
    {0.152286, 1.052583, -0.204868},
    {0.114503, 0.786281, 0.099216},
    {-0.003882, -0.048116, 1.051998}
  };
  private static final double[][] DEUTERANOPIA = {
    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
  };
  private static final double[][] ALL_COLOURS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  @ParameterizedTest
  @EnumSource
  void textAndSeriesStandOutFromThePage(Theme theme) {
    assertThat(contrast(theme, Ink.TEXT, Ink.PAGE)).isGreaterThan(7);
    assertThat(contrast(theme, Ink.TEXT, Ink.PANEL)).isGreaterThan(7);
    assertThat(contrast(theme, Ink.MUTED, Ink.PAGE)).isGreaterThan(4.5);
    assertThat(contrast(theme, Ink.MUTED, Ink.PANEL)).isGreaterThan(4.5);
    assertThat(contrast(theme, Ink.ORANGE, Ink.PAGE)).isGreaterThan(4.5);
    assertThat(contrast(theme, Ink.ON_COLOUR, Ink.BLUE)).isGreaterThan(4.5);
    for (Ink ink : SERIES) {
      assertThat(contrast(theme, ink, Ink.PAGE)).as(ink.name()).isGreaterThan(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void seriesStayApartForEveryColourVision(Theme theme) {
    for (double[][] vision : List.of(ALL_COLOURS, PROTANOPIA, DEUTERANOPIA)) {
      for (Ink a : SERIES) {
        for (Ink b : SERIES) {
          if (a.compareTo(b) < 0) {
            double distance = distance(seen(theme.rgb(a), vision), seen(theme.rgb(b), vision));
            assertThat(distance).as(a + " and " + b).isGreaterThan(25);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tenClassesCanBeToldApartForEveryColourVision(Theme theme) {
    for (int i = 0; i < 10; i++) {
      assertThat(contrast(theme, Ink.ofClass(i), Ink.PAGE)).isGreaterThan(3);
      for (int j = 0; j < i; j++) {
        for (double[][] vision : List.of(ALL_COLOURS, PROTANOPIA, DEUTERANOPIA)) {
          double distance =
              distance(
                  seen(theme.rgb(Ink.ofClass(i)), vision), seen(theme.rgb(Ink.ofClass(j)), vision));
          assertThat(distance).as(Ink.ofClass(i) + " and " + Ink.ofClass(j)).isGreaterThan(16);
        }
      }
    }
  }

  private static double contrast(Theme theme, Ink a, Ink b) {
    double first = luminance(theme.rgb(a)) + 0.05;
    double second = luminance(theme.rgb(b)) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(int rgb) {
    double[] linear = linear(rgb);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  private static double[] linear(int rgb) {
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      double level = (rgb >> (16 - 8 * i) & 0xff) / 255.0;
      linear[i] = level <= 0.04045 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4);
    }
    return linear;
  }

  private static double[] seen(int rgb, double[][] vision) {
    return product(vision, linear(rgb));
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] result = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        result[i] += matrix[i][j] * vector[j];
      }
      result[i] = Math.clamp(result[i], 0, 1);
    }
    return result;
  }

  /** CIE 1976 colour difference of two linear RGB colours. */
  private static double distance(double[] a, double[] b) {
    double[] first = lab(a);
    double[] second = lab(b);
    return Math.sqrt(
        Math.pow(first[0] - second[0], 2)
            + Math.pow(first[1] - second[1], 2)
            + Math.pow(first[2] - second[2], 2));
  }

  private static double[] lab(double[] rgb) {
    double x = 0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2];
    double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    double z = 0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2];
    double fx = cube(x / 0.95047);
    double fy = cube(y);
    double fz = cube(z / 1.08883);
    return new double[] {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
  }

  private static double cube(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }
}
