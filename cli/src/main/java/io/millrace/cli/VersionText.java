package io.millrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code millrace --version} prints: the version of Millrace and of the Java it runs on. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = VersionText.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    }
    return new String[] {
      "millrace " + properties.getProperty("version"),
      "java " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
    };
  }
}
