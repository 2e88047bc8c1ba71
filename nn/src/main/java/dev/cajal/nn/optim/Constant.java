package dev.cajal.nn.optim;

/** A learning rate that does not change: the factor is 1. */
public record Constant() implements Schedule {

  @Override
  public double factor(long step, long epoch, long total) {
    return 1;
  }

  @Override
  public String toString() {
    return "constant";
  }
}
