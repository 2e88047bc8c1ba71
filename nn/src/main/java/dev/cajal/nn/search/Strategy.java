package dev.cajal.nn.search;

/** In which way points are chosen and budgets dealt out. */
public sealed interface Strategy
    permits Strategy.Random, Strategy.Grid, Strategy.SuccessiveHalving {

  /**
   * Points at random, each under the whole budget: better than a grid as soon as some of the
   * hyper-parameters matter little, as every trial tries another value of those that matter.
   *
   * <p>Source: Bergstra and Bengio, <i>Random search for hyper-parameter optimization</i>, 2012.
   *
   * @param trials how many points, at least 1
   */
  record Random(int trials) implements Strategy {
    /** Checks the number. */
    public Random {
      check(trials);
    }

    @Override
    public String toString() {
      return "random";
    }
  }

  /** All combinations of the values, each under the whole budget. */
  record Grid() implements Strategy {
    @Override
    public String toString() {
      return "grid";
    }
  }

  /**
   * Many points at random under a small budget, the best {@code 1 / eta} of them again under {@code
   * eta} times as much, and so on up to the whole budget: most of the time goes to points that
   * promise something. Training begins anew in each round, so that schedules fit the budget.
   *
   * <p>Source: Jamieson and Talwalkar, <i>Non-stochastic best arm identification and hyperparameter
   * optimization</i>, 2016.
   *
   * @param trials how many points in the first round, at least 1
   * @param eta which share goes on, at least 2
   */
  record SuccessiveHalving(int trials, int eta) implements Strategy {
    /** Checks the numbers. */
    public SuccessiveHalving {
      check(trials);
      if (eta < 2) {
        throw new IllegalArgumentException("eta must be at least 2, found " + eta);
      }
    }

    @Override
    public String toString() {
      return "halving by " + eta + " from " + trials;
    }
  }

  private static void check(int trials) {
    if (trials < 1) {
      throw new IllegalArgumentException("trials must be at least 1, found " + trials);
    }
  }
}
