package dev.cajal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import org.junit.jupiter.api.Test;

class EinsumTest {
  private static final Tensor A = Tensor.of(Shape.of(2, 2), 1f, 2, 3, 4);

  @Test
  void aProductATraceAndATransposeAreEquations() {
    assertThat(Tensor.einsum("ij,jk->ik", A, A).toArray()).containsExactly(7, 10, 15, 22);
    assertThat(Tensor.einsum("ii", A).toArray()).containsExactly(5);
    assertThat(Tensor.einsum("ii->i", A).toArray()).containsExactly(1, 4);
    assertThat(Tensor.einsum("ij->ji", A).toArray()).containsExactly(1, 3, 2, 4);
    assertThat(Tensor.einsum("i j -> j", A).toArray()).containsExactly(4, 6);
  }

  @Test
  void aSizeOfOneIsRepeated() {
    Tensor row = Tensor.of(Shape.of(1, 2), 10f, 20);

    assertThat(Tensor.einsum("ij,ij->ij", A, row).toArray()).containsExactly(10, 40, 30, 80);
    assertThat(Tensor.einsum("ij,ij->", A, row).toArray()).containsExactly(160);
  }

  @Test
  void anEquationThatDoesNotFitSaysWhy() {
    rejected("ij,jk", "has 2 terms, given are 1 tensors", A);
    rejected("ijk", "names 3 axes of operand 0 [2, 2]", A);
    rejected("i", "names 1 axes of operand 0 [2, 2]", A);
    rejected("ij->k", "gives the result an axis 'k' that no operand has", A);
    rejected("ij->ii", "names an axis of the result twice", A);
    rejected("i1", "has the term 'i1', expected letters and at most one '...'", A);
    rejected("ij,jk->ik", "has axes 'j' of sizes 2 and 3", A, Tensor.of(Shape.of(3, 1), 1f, 2, 3));
    rejected(
        "ii", "takes the diagonal of axes of sizes 1 and 3", Tensor.of(Shape.of(1, 3), 1f, 2, 3));
  }

  private static void rejected(String equation, String why, Tensor... operands) {
    assertThatThrownBy(() -> Tensor.einsum(equation, operands))
        .isInstanceOf(ShapeException.class)
        .hasMessage("einsum: equation '" + equation + "' " + why);
  }
}
