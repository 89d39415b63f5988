/**
 * What holds for the whole source tree: which module may use which, and the tidiness of its text.
 *
 * <p>In: the compiled classes and the sources of all modules, found from the working directory of
 * the build. Out: failures that name the place and the reason. Must not depend on any module's
 * types, so that it goes on working while they change.
 */
package io.millrace.architecture;
