package dev.cajal.vision.generate;

/**
 * The ten shapes, each as a function that is positive inside and falls to the outside about as fast
 * as the distance grows. They fill the square from -1 to 1; y points down.
 */
enum Outline {
  ARROW {
    @Override
    double depth(double x, double y) {
      double shaft = Math.min(0.22 - Math.abs(y), Math.min(x + 0.85, 0.1 - x));
      double head = Math.min(x, 0.6 * (0.9 - x) - 0.8 * Math.abs(y));
      return Math.max(shaft, head);
    }
  },
  CIRCLE {
    @Override
    double depth(double x, double y) {
      return 0.8 - length(x, y);
    }
  },
  CRESCENT {
    @Override
    double depth(double x, double y) {
      return Math.min(0.85 - length(x, y), length(x - 0.42, y) - 0.6);
    }
  },
  CROSS {
    @Override
    double depth(double x, double y) {
      double across = Math.min(0.8 - Math.abs(x), 0.26 - Math.abs(y));
      double down = Math.min(0.26 - Math.abs(x), 0.8 - Math.abs(y));
      return Math.max(across, down);
    }
  },
  HEART {
    @Override
    double depth(double x, double y) {
      double lobe = 0.43 - length(Math.abs(x) - 0.31, y + 0.22);
      double point = 0.707 * (0.63 - Math.abs(x) - Math.abs(y - 0.09));
      return Math.max(lobe, point);
    }
  },
  HOURGLASS {
    @Override
    double depth(double x, double y) {
      return Math.min(0.8 - Math.abs(y), 0.8 * (0.1 + 0.75 * Math.abs(y) - Math.abs(x)));
    }
  },
  RING {
    @Override
    double depth(double x, double y) {
      return 0.18 - Math.abs(length(x, y) - 0.65);
    }
  },
  SQUARE {
    @Override
    double depth(double x, double y) {
      return 0.66 - Math.max(Math.abs(x), Math.abs(y));
    }
  },
  STAR {
    @Override
    double depth(double x, double y) {
      return starDepth(x, y);
    }
  },
  TRIANGLE {
    @Override
    double depth(double x, double y) {
      return 0.44 - Math.max(y - 0.1, 0.866 * Math.abs(x) - 0.5 * (y - 0.1));
    }
  };

  private static final int POINTS = 5;
  private static final double TIP = 0.95;
  private static final double NOTCH = 0.4;
  private static final double[] TURN_COS = new double[POINTS];
  private static final double[] TURN_SIN = new double[POINTS];

  static {
    for (int i = 0; i < POINTS; i++) {
      TURN_COS[i] = StrictMath.cos(2 * Math.PI * i / POINTS);
      TURN_SIN[i] = StrictMath.sin(2 * Math.PI * i / POINTS);
    }
  }

  /** Returns how deep inside of the shape a point is, negative outside. */
  abstract double depth(double x, double y);

  private static double length(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  private static double starDepth(double x, double y) {
    // The nearest of the five rays gives the arm; within it, the edge from tip to notch decides.
    double along = -2;
    double beside = 0;
    for (int i = 0; i < POINTS; i++) {
      double a = TURN_COS[i] * -y + TURN_SIN[i] * x;
      if (a > along) {
        along = a;
        beside = Math.abs(TURN_SIN[i] * -y - TURN_COS[i] * x);
      }
    }
    double notchAlong = NOTCH * 0.809;
    double notchBeside = NOTCH * 0.588;
    double edge = length(TIP - notchAlong, notchBeside);
    return ((TIP - along) * notchBeside - beside * (TIP - notchAlong)) / edge;
  }
}
