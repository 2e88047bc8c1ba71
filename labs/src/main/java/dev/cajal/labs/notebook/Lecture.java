package dev.cajal.labs.notebook;

/** The four sets of lecture notes whose claims the labs run. */
public enum Lecture {
  /** The perceptron, learning from data, four ways to a gradient, convolution up to AlexNet. */
  PERCEPTRON("Perceptrons, gradients and convolution"),
  /** Pictures of what nets learn, normalisation, first weights, sequences. */
  LOOKING_INSIDE("What nets learn, normalisation, sequences"),
  /** How nets are designed, why they train, what is carried over to other tasks. */
  TRAINING("Design, training and transfer"),
  /** Neurons and cells, backpropagation gate by gate, nets of local features. */
  BRAIN("From the brain to convolutional nets");

  private final String title;

  Lecture(String title) {
    this.title = title;
  }

  /** The title as a page shows it. */
  public String title() {
    return title;
  }
}
