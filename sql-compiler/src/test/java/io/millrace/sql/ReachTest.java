package io.millrace.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement.CreateStream;
import io.millrace.query.SqlException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL names no class, method, function of a user, model, file or other database anywhere. */
class ReachTest {
  private static final String STREAM =
      "CREATE STREAM s (id BIGINT NOT NULL, v VARCHAR, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE FUNCTION f AS 'java.lang.Runtime.exec'",
        "CREATE FUNCTION f AS 'java.lang.Runtime' USING JAR '/tmp/x.jar'",
        "CREATE OR REPLACE FUNCTION f AS 'java.lang.System.exit'",
        "CREATE AGGREGATE f AS 'x.Y'",
        "CREATE TYPE t AS (a INTEGER)",
        "CREATE SCHEMA x",
        "CREATE FOREIGN SCHEMA x TYPE 'jdbc' OPTIONS (url 'jdbc:h2:mem:')",
        "CREATE FOREIGN SCHEMA x LIBRARY 'org.apache.calcite.adapter.csv.CsvSchemaFactory'",
        "CREATE VIEW v1 AS SELECT id FROM s",
        "CREATE MATERIALIZED VIEW v1 AS SELECT id FROM s",
        "CREATE TABLE t AS SELECT id FROM s",
        "CREATE STREAM t (a JAVATYPE(java.lang.Runtime))",
        "CREATE STREAM t (a \"java.lang.Runtime\")",
        "CREATE STREAM t (a ANY)",
        "CREATE STREAM t (a BIGINT DEFAULT SYSTEM_USER)",
        "CREATE STREAM t (a BIGINT AS (id + 1))",
        "ALTER SYSTEM SET \"calcite.model\" = 'x.json'",
        "ALTER SESSION SET model = '/tmp/model.json'",
        "CALL \"java.lang.System\".exit(0)",
        "CALL f()",
        "LOAD 'x.so'",
        "COPY s FROM '/etc/passwd'",
        "ANALYZE TABLE s",
        "SHOW TABLES",
        "USE x",
        "IMPORT FOREIGN SCHEMA x",
        "INSERT INTO FUNCTION file('x') SELECT id FROM s",
        "INSERT OVERWRITE LOCAL DIRECTORY '/tmp' SELECT id FROM s",
        "DROP FUNCTION f",
        "EXPLAIN PLAN FOR CALL f()",
        "DESCRIBE SCHEMA x",
        "SELECT \"java.lang.System\".\"exit\"(0) FROM s",
        "SELECT java.lang.System.exit(0) FROM s",
        "SELECT java.lang.Runtime.getRuntime().exec('id') FROM s",
        "SELECT Runtime::getRuntime FROM s",
        "SELECT \"System.exit\"(0) FROM s",
        "SELECT {fn exit(0)} FROM s",
        "SELECT {fn DATABASE()} FROM s",
        "SELECT f(id) FROM s",
        "SELECT \"s\".\"f\"(id) FROM s",
        "SELECT millrace.f(id) FROM s",
        "SELECT NEW java.lang.Object() FROM s",
        "SELECT USER FROM s",
        "SELECT SYSTEM_USER FROM s",
        "SELECT SESSION_USER FROM s",
        "SELECT CURRENT_USER FROM s",
        "SELECT CURRENT_PATH FROM s",
        "SELECT CURRENT_CATALOG FROM s",
        "SELECT GETENV('PATH') FROM s",
        "SELECT CURRENT_VALUE('x') FROM s",
        "SELECT NEXT VALUE FOR x FROM s",
        "SELECT LOAD_FILE('/etc/passwd') FROM s",
        "SELECT XMLTRANSFORM('<a/>', '<b/>') FROM s",
        "SELECT EXTRACT(v, '//a') FROM s",
        "SELECT EXTRACTVALUE(v, '/a') FROM s",
        "SELECT XMLQUERY(v) FROM s",
        "SELECT JSON_VALUE(v, '$.a') FROM s",
        "SELECT JSON_QUERY(v, 'lax $') FROM s",
        "SELECT JSON_TYPE(v) FROM s",
        "SELECT JSON_OBJECT('a' : id) FROM s",
        "SELECT v FORMAT JSON FROM s",
        "SELECT v IS JSON FROM s",
        "SELECT ST_GEOMFROMTEXT(v) FROM s",
        "SELECT ST_POINT(1, 2) FROM s",
        "SELECT REGEXP_REPLACE(v, 'a', 'b') FROM s",
        "SELECT v RLIKE '(a+)+$' FROM s",
        "SELECT id FROM s WHERE v SIMILAR TO '(a+)+$'",
        "SELECT CONVERT(v, 'UTF8', 'java.nio.charset.Charset') FROM s",
        "SELECT CONVERT(v USING UTF16) FROM s",
        "SELECT TRANSLATE(v USING UTF16) FROM s",
        "SELECT CAST(v AS VARCHAR CHARACTER SET \"x.Y\") FROM s",
        "SELECT _utf8'x' FROM s",
        "SELECT _\"java.lang.System\"'x' FROM s",
        "SELECT v COLLATE \"x.Y$en_US\" FROM s",
        "SELECT N'x' FROM s",
        "SELECT U&'\\0041' FROM s",
        "SELECT X'CAFEBABE' FROM s",
        "SELECT CAST(v AS JAVA_OBJECT) FROM s",
        "SELECT CAST(v AS OTHER) FROM s",
        "SELECT CAST(v AS \"java.lang.Runtime\") FROM s",
        "SELECT CAST(v AS GEOMETRY) FROM s",
        "SELECT CAST(ROW(1) AS ROW(a INTEGER)) FROM s",
        "SELECT CAST(v AS VARBINARY) FROM s",
        "SELECT CURSOR(SELECT id FROM s) FROM s",
        "SELECT * FROM TABLE(f(1))",
        "SELECT * FROM TABLE(\"java.lang.Runtime\".exec('id'))",
        "SELECT * FROM TABLE(FILES('/etc'))",
        "SELECT * FROM TABLE(JDBC('jdbc:h2:mem:', 'SELECT 1'))",
        "SELECT * FROM TABLE(HOP(TABLE s, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '1' HOUR))",
        "SELECT * FROM LATERAL TABLE(f(1))",
        "SELECT * FROM s, LATERAL (SELECT 1 FROM s)",
        "SELECT * FROM UNNEST(ARRAY[1, 2])",
        "SELECT * FROM \"/etc/passwd\"",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM file.`/etc/passwd`",
        "SELECT * FROM metadata.tables",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM \"metadata\".\"COLUMNS\"",
        "SELECT * FROM s FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-01 00:00:00'",
        "SELECT * FROM s TABLESAMPLE SYSTEM(10)",
        "SELECT * FROM s TABLESAMPLE SUBSTITUTE('x')",
        "SELECT * FROM s EXTEND (x JAVA_OBJECT)",
        "SELECT * FROM s AS OF 'x'",
        "SELECT * FROM s MATCH_RECOGNIZE (ORDER BY ts MEASURES FINAL LAST(A.id) AS x PATTERN (A+)"
            + " DEFINE A AS A.id > 0)",
        "CREATE STREAM t (a VARCHAR CHARACTER SET \"x.Y\")",
        "CREATE STREAM t (a VARCHAR COLLATE \"x.Y$en\")",
        "WITH RECURSIVE t AS (SELECT id FROM s UNION ALL SELECT id FROM t) SELECT * FROM t",
        "SELECT id FROM s INTO OUTFILE '/tmp/x'",
        "SELECT id INTO OUTFILE '/tmp/x' FROM s",
        "SET \"calcite.default.charset\" = 'x'; SELECT f(id) FROM s",
      })
  void shouldRefuseWhatNamesSomethingOutside(String sql) {
    Catalog catalog = new Catalog();
    CompiledScript stream = new SqlCompiler().open(STREAM, "test");
    catalog.add(((CreateStream) stream.next(catalog)).definition());
    CompiledScript script = new SqlCompiler().open(sql, "test");
    Throwable refusal =
        catchThrowable(
            () -> {
              Object statement = script.next(catalog);
              while (statement != null) {
                statement = script.next(catalog);
              }
            });
    assertThat(refusal).as(sql).isInstanceOf(SqlException.class);
    assertThat(((SqlException) refusal).position()).as(refusal.getMessage()).isNotNull();
  }
}
