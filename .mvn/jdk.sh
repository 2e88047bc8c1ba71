# Sourced by mvnw, cajal and .ci/run: points JAVA_HOME at a JDK that can build and run Cajal.
# Plain POSIX sh and no JVM start, because it stands in front of every command.

cajal_minimum_java=25

# The feature version of the JDK in folder $1, or nothing when there is no JDK.
cajal_jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
  fi
}

# Where to look: JAVA_HOME, the java on the PATH, then the folders that installers use.
cajal_jdk_candidates() {
  [ -z "${JAVA_HOME-}" ] || printf '%s\n' "$JAVA_HOME"
  cajal_java_on_path="$(command -v java)" && cajal_java_on_path="$(readlink -f "$cajal_java_on_path")" &&
    printf '%s\n' "${cajal_java_on_path%/bin/java}"
  for cajal_folder in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/openjdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -d "$cajal_folder" ] && printf '%s\n' "$cajal_folder"
  done
  return 0
}

# Sets JAVA_HOME to the first JDK that is new enough, or says what is missing and fails.
cajal_find_jdk() {
  # Reads to the end: a reader that stops early kills the writer, which pipefail takes for a failure.
  cajal_found="$(cajal_jdk_candidates | while IFS= read -r cajal_candidate; do
    [ -z "${cajal_chosen-}" ] || continue
    cajal_version="$(cajal_jdk_version "$cajal_candidate")"
    if [ -n "$cajal_version" ] && [ "$cajal_version" -ge "$cajal_minimum_java" ]; then
      cajal_chosen="$cajal_candidate"
      printf '%s\n' "$cajal_candidate"
    fi
  done)"
  if [ -z "$cajal_found" ]; then
    echo "Cajal needs a JDK $cajal_minimum_java or newer, and none was found in JAVA_HOME, on the PATH or in the usual folders." >&2
    echo "Install one (for instance from https://adoptium.net) and set JAVA_HOME to its folder." >&2
    return 1
  fi
  JAVA_HOME="$cajal_found"
  export JAVA_HOME
}
