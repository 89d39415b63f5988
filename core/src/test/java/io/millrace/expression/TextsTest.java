package io.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.type.VarcharView;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static int position(String searched, String text) {
    return Texts.position(VarcharView.of(searched), VarcharView.of(text));
  }

  private static String trim(String text, char removed, boolean leading, boolean trailing) {
    VarcharView result = new VarcharView();
    Texts.trim(VarcharView.of(text), (byte) removed, leading, trailing, result);
    return result.toString();
  }

  @Test
  void shouldCountCharactersNotBytes() {
    assertThat(position("b", "äöb")).isEqualTo(3);
    assertThat(position("本", "日本語")).isEqualTo(2);
    assertThat(position("😀", "a😀")).isEqualTo(2);
  }

  @Test
  void shouldFindTheFirstPlaceOrNone() {
    assertThat(position("aa", "baaa")).isEqualTo(2);
    assertThat(position("", "abc")).isEqualTo(1);
    assertThat(position("", "")).isEqualTo(1);
    assertThat(position("c", "ab")).isZero();
    assertThat(position("abc", "ab")).isZero();
    assertThat(position("語", "日本語")).isEqualTo(3);
  }

  @Test
  void shouldTrimOneCharacter() {
    assertThat(trim("xxaxx", 'x', true, true)).isEqualTo("a");
    assertThat(trim("xxaxx", 'x', true, false)).isEqualTo("axx");
    assertThat(trim("xxaxx", 'x', false, true)).isEqualTo("xxa");
    assertThat(trim("xxx", 'x', true, true)).isEmpty();
    assertThat(trim("", 'x', true, true)).isEmpty();
  }
}
