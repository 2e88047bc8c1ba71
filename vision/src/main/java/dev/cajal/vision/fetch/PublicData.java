package dev.cajal.vision.fetch;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A data set that others publish, with the size and SHA-256 of each of its files.
 *
 * @param name its name for {@code cajal data fetch}, and of its folder
 * @param title what it is, in a line
 * @param source who made it
 * @param files its files
 */
public record PublicData(String name, String title, String source, List<RemoteFile> files) {
  private static final String MNIST_SOURCE =
      "LeCun, Cortes and Burges, The MNIST database of handwritten digits, 1998";
  private static final String CIFAR_SOURCE =
      "Krizhevsky, Learning multiple layers of features from tiny images, 2009";
  private static final String CIFAR = "https://www.cs.toronto.edu/~kriz/";
  private static final String MINDSPORE =
      "https://mindspore-website.obs.cn-north-4.myhuaweicloud.com/notebook/datasets/";
  private static final List<String> MNIST_AT =
      List.of(
          "https://storage.googleapis.com/cvdf-datasets/mnist/",
          "https://ossci-datasets.s3.amazonaws.com/mnist/");
  private static final List<String> FASHION_AT =
      List.of(
          "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
          "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/");
  private static final List<String> SVHN_AT = List.of("https://ufldl.stanford.edu/housenumbers/");

  /** Checks the name. */
  public PublicData {
    files = List.copyOf(files);
    if (!name.matches("[a-z0-9][a-z0-9-]*") || files.isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' needs a plain name and files");
    }
  }

  /** Returns all sets that can be fetched. */
  public static List<PublicData> all() {
    return List.of(mnist(), fashionMnist(), cifar10(), cifar100(), svhn());
  }

  /** Returns a set by its name. */
  public static Optional<PublicData> find(String name) {
    return all().stream().filter(set -> set.name().equals(name)).findFirst();
  }

  /** Returns the size of all files together. */
  public long bytes() {
    return files.stream().mapToLong(RemoteFile::bytes).sum();
  }

  private static PublicData mnist() {
    return new PublicData(
        "mnist",
        "handwritten digits, 60,000 + 10,000 grey images of 28 × 28",
        MNIST_SOURCE,
        List.of(
            file(
                "train-images-idx3-ubyte.gz",
                9_912_422,
                "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                MNIST_AT),
            file(
                "train-labels-idx1-ubyte.gz",
                28_881,
                "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                MNIST_AT),
            file(
                "t10k-images-idx3-ubyte.gz",
                1_648_877,
                "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                MNIST_AT),
            file(
                "t10k-labels-idx1-ubyte.gz",
                4_542,
                "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                MNIST_AT)));
  }

  private static PublicData fashionMnist() {
    return new PublicData(
        "fashion-mnist",
        "pieces of clothing, 60,000 + 10,000 grey images of 28 × 28",
        "Xiao, Rasul and Vollgraf, Fashion-MNIST, 2017",
        List.of(
            file(
                "train-images-idx3-ubyte.gz",
                26_421_880,
                "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                FASHION_AT),
            file(
                "train-labels-idx1-ubyte.gz",
                29_515,
                "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                FASHION_AT),
            file(
                "t10k-images-idx3-ubyte.gz",
                4_422_102,
                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                FASHION_AT),
            file(
                "t10k-labels-idx1-ubyte.gz",
                5_148,
                "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                FASHION_AT)));
  }

  private static PublicData cifar10() {
    return new PublicData(
        "cifar10",
        "ten kinds of things and animals, 50,000 + 10,000 colour images of 32 × 32",
        CIFAR_SOURCE,
        List.of(
            file(
                "cifar-10-binary.tar.gz",
                170_052_171,
                "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                List.of(
                    CIFAR,
                    MINDSPORE,
                    "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/"))));
  }

  private static PublicData cifar100() {
    return new PublicData(
        "cifar100",
        "100 kinds of things in 20 groups, 50,000 + 10,000 colour images of 32 × 32",
        CIFAR_SOURCE,
        List.of(
            file(
                "cifar-100-binary.tar.gz",
                168_513_733,
                "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
                List.of(CIFAR, MINDSPORE))));
  }

  private static PublicData svhn() {
    return new PublicData(
        "svhn",
        "cropped digits of house numbers, 73,257 + 26,032 colour images of 32 × 32",
        "Netzer et al., Reading digits in natural images with unsupervised feature learning, 2011",
        List.of(
            file(
                "train_32x32.mat",
                182_040_794,
                "435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8",
                SVHN_AT),
            file(
                "test_32x32.mat",
                64_275_384,
                "cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b",
                SVHN_AT)));
  }

  private static RemoteFile file(String name, long bytes, String sha256, List<String> folders) {
    return new RemoteFile(
        name, bytes, sha256, folders.stream().map(at -> URI.create(at + name)).toList());
  }
}
