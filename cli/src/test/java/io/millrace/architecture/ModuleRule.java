package io.millrace.architecture;

import java.util.List;

/**
 * What a module may use besides itself.
 *
 * @param modules other modules of the project
 * @param prefixes first characters of the names of library classes
 */
record ModuleRule(List<String> modules, List<String> prefixes) {

  /**
   * Whether a class may be used.
   *
   * @param module the module of the project that it belongs to; null for a library's
   * @param className its full name
   */
  boolean allows(String module, String className) {
    if (module != null) {
      return modules.contains(module);
    }
    return prefixes.stream().anyMatch(className::startsWith);
  }
}
