package dev.cajal.nn.data.format;

/**
 * A file in a {@link ZipArchive}.
 *
 * @param name the path in the archive, with forward slashes
 * @param size the number of bytes when read
 * @param compressedSize the number of bytes in the archive
 * @param deflated whether it is compressed
 * @param crc the CRC-32 of the content
 * @param offset where in the archive its local header lies
 * @param nameLength the number of bytes of the name
 */
public record ZipEntry(
    String name,
    long size,
    long compressedSize,
    boolean deflated,
    int crc,
    long offset,
    int nameLength) {}
