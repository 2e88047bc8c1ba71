package dev.cajal.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhiloxTest {
  @Test
  void matchesThePublishedKnownAnswersOfRandom123() {
    assertThat(block(0, 0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(block(-1L, -1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(block(0x299f31d0a4093822L, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void writesOnlyTheFourWordsAtTheOffset() {
    int[] target = new int[7];
    Philox.block(5, 1, 2, 3, 4, target, 2);
    assertThat(target).startsWith(0, 0).endsWith(0);
    assertThat(target).contains(block(5, 1, 2, 3, 4));
  }

  private static int[] block(long key, int c0, int c1, int c2, int c3) {
    int[] target = new int[4];
    Philox.block(key, c0, c1, c2, c3, target, 0);
    return target;
  }
}
