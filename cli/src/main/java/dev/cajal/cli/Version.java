package dev.cajal.cli;

import picocli.CommandLine;

/** The version of this build, from the manifest of its jar. */
final class Version implements CommandLine.IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"cajal " + text()};
  }

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null
        ? Version.class.getModule().getDescriptor() == null
            ? "development"
            : Version.class.getModule().getDescriptor().rawVersion().orElse("development")
        : version;
  }
}
