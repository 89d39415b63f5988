/** Plans and generated code of example queries, compared with files that are reviewed as code. */
package io.millrace.sql.golden;
