package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PcaTest {
  private static final Tensor X =
      Data.table(
          new double[] {1, 2, 0.5},
          new double[] {2, 1, -0.3},
          new double[] {3, 4, 0.8},
          new double[] {4, 3, -1.2},
          new double[] {5, 5, 0.1},
          new double[] {0.5, -1, 2});

  /** numpy.linalg.eigh of numpy.cov. */
  @Test
  void componentsAreTheEigenvectorsOfTheCovariance() {
    PrincipalComponents found = Pca.of(3).fit(Samples.of(X));
    assertThat(found.variances().toDoubles())
        .containsExactly(new double[] {7.62485511, 0.89229037, 0.35685452}, within(1e-7));
    assertThat(found.shares().toDoubles())
        .containsExactly(new double[] {0.85923542, 0.10055109, 0.04021349}, within(1e-7));
    assertThat(found.axes().toDoubles())
        .containsExactly(
            new double[] {
              0.6037773,
              0.75924744,
              -0.24289155,
              -0.25670602,
              0.47365541,
              0.84246814,
              0.75468867,
              -0.44631142,
              0.48088577
            },
            within(1e-7));
    assertThat(found.predict(X).slice(0, 0, 2).toDoubles())
        .containsExactly(
            new double[] {
              -1.25359332, 0.40301855, -0.95799087, -1.21475022, -1.00131739, -0.1416994
            },
            within(1e-7));
  }

  @Test
  void allComponentsRestoreTheSamplesAndFewerLoseTheRest() {
    PrincipalComponents all = Pca.of(3).fit(Samples.of(X));
    assertThat(all.restore(all.predict(X)).toDoubles())
        .containsExactly(X.toDoubles(), within(1e-9));
    PrincipalComponents one = Pca.of(1).fit(Samples.of(X));
    double lost = one.restore(one.predict(X)).sub(X).square().sum().item();
    assertThat(lost).isCloseTo(5 * (0.89229037 + 0.35685452), within(1e-6));
  }

  @Test
  void whitenedCoordinatesHaveVarianceOneAndNoCorrelation() {
    PrincipalComponents found = Pca.of(3).whitened().fit(Samples.of(X));
    Tensor z = found.predict(X);
    double[] covariance = z.transpose().matmul(z).div(5.0).toDoubles();
    assertThat(covariance).containsExactly(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, within(1e-9));
    assertThat(found.restore(z).toDoubles()).containsExactly(X.toDoubles(), within(1e-9));
  }

  @Test
  void whatCannotBeMeantIsSaidInOneLine() {
    assertThatThrownBy(() -> Pca.of(4).fit(Samples.of(X)))
        .hasMessage("pca: 4 components asked for, 6 samples of 3 features have at most 3");
    Tensor line = Data.table(new double[] {0, 0}, new double[] {1, 2}, new double[] {2, 4});
    assertThatThrownBy(() -> Pca.of(2).whitened().fit(Samples.of(line)))
        .hasMessage("pca: component 1 has no variance and cannot be whitened; ask for fewer");
    assertThatThrownBy(() -> Pca.of(2).fit(Samples.of(X)).restore(X))
        .hasMessageContaining("coordinates are [6, 3], expected [n, 2]");
  }
}
