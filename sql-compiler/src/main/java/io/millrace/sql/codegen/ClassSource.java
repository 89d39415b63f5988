package io.millrace.sql.codegen;

/** Puts the parts of a generated class together. */
final class ClassSource {
  /** Package of all generated classes. */
  static final String PACKAGE = "io.millrace.generated";

  private ClassSource() {}

  /**
   * The whole source text.
   *
   * @param name simple name of the class
   * @param supertype {@code extends …} or {@code implements …}
   * @param members imports and fields
   * @param constructor fields and constructor written by the caller, indented; may be empty
   * @param methods the methods, indented
   */
  static String assemble(
      String name, String supertype, ClassMembers members, String constructor, String methods) {
    CodeWriter source = new CodeWriter();
    source.line("package " + PACKAGE + ";");
    source.line("");
    source.lines(members.imports());
    source.line("");
    source.open("public final class " + name + " " + supertype);
    source.lines(members.fields());
    source.close();
    String text = source.toString();
    String head = text.substring(0, text.lastIndexOf('}'));
    String blank = members.fields().isEmpty() ? "" : "\n";
    return head + constructor + (constructor.isEmpty() ? blank : "\n") + methods + "}\n";
  }
}
