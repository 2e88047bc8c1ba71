/**
 * Fetches public data sets into the user's cache: from several mirrors, going on where a download
 * broke off, and never used before size and SHA-256 are right.
 *
 * <p>Nothing is unpacked: the readers take the files as they are distributed. Read next: {@code
 * PublicData}, which names the sets, then {@code Fetcher}.
 */
@NullMarked
package dev.cajal.vision.fetch;

import org.jspecify.annotations.NullMarked;
