package dev.cajal.labs.notebook;

/** The four sets of lecture notes whose claims the labs run. */
public enum Lecture {
  /** The perceptron, learning from data, four ways to a gradient, convolution up to AlexNet. */
  PERCEPTRON(1, "Perceptrons, gradients and convolution"),
  /** Pictures of what nets learn, normalisation, first weights, sequences. */
  LOOKING_INSIDE(2, "What nets learn, normalisation, sequences"),
  /** How nets are designed, why they train, what is carried over to other tasks. */
  TRAINING(3, "Design, training and transfer"),
  /** Neurons and cells, backpropagation gate by gate, nets of local features. */
  BRAIN(4, "From the brain to convolutional nets");

  private final int number;
  private final String title;

  Lecture(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** The place among the four, from 1. */
  public int number() {
    return number;
  }

  /** The title as a page shows it. */
  public String title() {
    return title;
  }
}
