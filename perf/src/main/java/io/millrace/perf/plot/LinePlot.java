package io.millrace.perf.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Lines over two logarithmic axes; each has its own dashes and mark, so that colour is not needed.
 */
public final class LinePlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 78;
  private static final int RIGHT = 200;
  private static final int TOP = 40;
  private static final int BOTTOM = 52;
  private static final String[] COLOURS = {"#3b7dd8", "#d9822b", "#2a9d5c", "#c2417a", "#7a6ad8"};
  private static final String[] DASHES = {"", "7 3", "2 3", "9 3 2 3", "12 4"};

  private final StringBuilder svg = new StringBuilder();
  private final List<Series> series;
  private final double leastX;
  private final double mostX;
  private final double leastY;
  private final double mostY;

  private LinePlot(List<Series> series) {
    this.series = series;
    this.leastX = decade(least(Series::x), -1, false);
    this.mostX = decade(most(Series::x), 1, false);
    this.leastY = decade(least(Series::y), -1, true);
    this.mostY = decade(most(Series::y), 1, true);
  }

  /**
   * A plot.
   *
   * @param series at least one, each with at least one point
   */
  public static String of(String title, String xName, String yName, List<Series> series) {
    return new LinePlot(series).draw(title, xName, yName);
  }

  private double least(java.util.function.Function<Series, double[]> of) {
    return series.stream().mapToDouble(min(of)).min().orElseThrow();
  }

  private double most(java.util.function.Function<Series, double[]> of) {
    return series.stream().mapToDouble(max(of)).max().orElseThrow();
  }

  private static ToDoubleFunction<Series> min(java.util.function.Function<Series, double[]> of) {
    return line -> Arrays.stream(of.apply(line)).min().orElseThrow();
  }

  private static ToDoubleFunction<Series> max(java.util.function.Function<Series, double[]> of) {
    return line -> Arrays.stream(of.apply(line)).max().orElseThrow();
  }

  /** The logarithm of a bound; whole decades where {@code whole}, else a little beyond. */
  private static double decade(double value, int direction, boolean whole) {
    double logarithm = Math.log10(value);
    if (!whole) {
      return logarithm + direction * 0.05;
    }
    double rounded = direction < 0 ? Math.floor(logarithm) : Math.ceil(logarithm);
    return rounded;
  }

  private double x(double value) {
    double share = (Math.log10(value) - leastX) / Math.max(1e-9, mostX - leastX);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    double share = (Math.log10(value) - leastY) / Math.max(1e-9, mostY - leastY);
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private String draw(String title, String xName, String yName) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH, HEIGHT);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fcfcfa\"/>");
    text(LEFT, TOP - 16, "start", "15", title);
    axes();
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "12", xName);
    add(
        "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\" fill=\"#333\">"
            + "%s</text>",
        (TOP + HEIGHT - BOTTOM) / 2, escape(yName));
    for (int i = 0; i < series.size(); i++) {
      line(series.get(i), i);
    }
    add("</svg>");
    return svg.toString();
  }

  private void axes() {
    for (double decade = leastY; decade <= mostY + 1e-9; decade++) {
      double at = y(Math.pow(10, decade));
      add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ccc\"/>",
          LEFT, WIDTH - RIGHT, at, at);
      text(LEFT - 8, at + 4, "end", "12", number(Math.pow(10, decade)));
    }
    double[] ticks =
        series.stream().flatMapToDouble(line -> Arrays.stream(line.x())).distinct().toArray();
    for (double tick : ticks) {
      add(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#999\"/>",
          x(tick), x(tick), HEIGHT - BOTTOM, HEIGHT - BOTTOM + 5);
      text(x(tick), HEIGHT - BOTTOM + 19, "middle", "11", number(tick));
    }
    add(
        "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#333\"/>",
        LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT);
  }

  private void line(Series line, int index) {
    String colour = COLOURS[index % COLOURS.length];
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < line.x().length; i++) {
      double px = x(line.x()[i]);
      double py = y(line.y()[i]);
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", px, py));
      add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>", px, py, colour);
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\""
            + " stroke-dasharray=\"%s\"/>",
        points.toString().strip(), colour, DASHES[index % DASHES.length]);
    int at = TOP + 10 + 22 * index;
    add(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\""
            + " stroke-dasharray=\"%s\"/>",
        WIDTH - RIGHT + 14, WIDTH - RIGHT + 46, at, at, colour, DASHES[index % DASHES.length]);
    text(WIDTH - RIGHT + 52, at + 4, "start", "12", line.name());
  }

  private void text(double x, double y, String anchor, String size, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\" fill=\"#333\">%s</text>",
        x, y, anchor, size, escape(text));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String number(double value) {
    if (value >= 1e6) {
      return plain(value / 1e6) + " M";
    }
    return value >= 1e4 ? plain(value / 1e3) + " K" : plain(value);
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
