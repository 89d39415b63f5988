package io.millrace.sql.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassMembersTest {
  private final ClassMembers members = new ClassMembers("row");

  @Test
  void shouldGiveEachNameOnce() {
    assertThat(members.uniqueName("row")).isEqualTo("row2");
    assertThat(members.uniqueName("row")).isEqualTo("row3");
    assertThat(members.scratch("T", "row")).isEqualTo("row4");
    assertThat(members.uniqueName("other")).isEqualTo("other");
  }

  @Test
  void shouldShareConstantsOfOneInitializer() {
    String first = members.constant("String", "\"a b\"", "a b");
    assertThat(first).isEqualTo("A_B");
    assertThat(members.constant("String", "\"a b\"", "other")).isEqualTo(first);
    assertThat(members.constant("String", "\"a-b\"", "a-b")).isEqualTo("A_B_2");
    assertThat(members.fields())
        .isEqualTo(
            """
            private static final String A_B = "a b";
            private static final String A_B_2 = "a-b";
            """);
  }

  @Test
  void shouldImportTheFirstOfTypesWithOneName() {
    assertThat(members.use("a.b.Type")).isEqualTo("Type");
    assertThat(members.use("a.b.Type")).isEqualTo("Type");
    assertThat(members.use("c.Type")).isEqualTo("c.Type");
    assertThat(members.use("java.lang.Math")).isEqualTo("Math");
    assertThat(members.imports()).isEqualTo("import a.b.Type;\n");
  }

  @Test
  void shouldIndentBlocks() {
    CodeWriter code = new CodeWriter(1);
    code.open("if (a)").line("b();").reopen("else").line("c();").close().comment("x\n\\u000a y");
    assertThat(code.toString())
        .isEqualTo(
            """
              if (a) {
                b();
              } else {
                c();
              }
              // x
              // \\ u000a y
            """);
  }
}
