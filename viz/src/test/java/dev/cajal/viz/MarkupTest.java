package dev.cajal.viz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void charactersWithAMeaningBecomeReferences() {
    assertThat(Markup.escape("<a href=\"x\">Tom's & Ann</a>"))
        .isEqualTo("&lt;a href=&quot;x&quot;&gt;Tom&#39;s &amp; Ann&lt;/a&gt;");
  }

  @Test
  void charactersThatXmlForbidsAreReplaced() {
    String lone = String.valueOf('\ud800');
    assertThat(Markup.escape("a\0b\u001bc\u0085d" + lone + "\ufffe"))
        .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffd\ufffd");
  }

  @Test
  void otherTextStays() {
    String text = "猫 😀 Größe\n6 × 28\t";
    assertThat(Markup.escape(text)).isEqualTo(text);
  }
}
