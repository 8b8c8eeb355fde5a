package org.modelparity.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.StringWriter;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYDotRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.modelparity.evaluation.OutputResult;
import org.modelparity.tensor.ElementErrors;
import org.modelparity.tensor.Histogram;
import org.w3c.dom.Document;

/**
 * Pictures of an output's errors as inline SVG. Colours are marked while drawing and then replaced
 * by CSS variables, so that pictures follow the page from light to dark.
 */
final class Chart {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 240;
  private static final Color INK = new Color(1, 2, 3);
  private static final Color GRID = new Color(1, 2, 4);
  private static final Color DATA = new Color(1, 2, 5);
  private static final int DOT = 4;

  /** Where bars start: below one element, so that one element has a bar on the log scale. */
  private static final double LOWEST_COUNT = 0.5;

  /**
   * Clips, since nothing leaves the plot and their identifiers would meet those of other pictures;
   * and what is for XML, which a page is not.
   */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "<defs[^>]*/>|<defs.*?</defs *>| (clip-path|xml:space|xmlns(:xlink)?)=\"[^\"]*\"");

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private Chart() {}

  /**
   * How many elements have errors of which magnitude; the counts are on a log scale.
   *
   * @return empty if there are no elements, or if this JDK cannot measure text (no fonts installed)
   */
  static Optional<String> histogram(OutputResult output) {
    Histogram histogram = output.histogram();
    if (histogram == null || output.elements() == null || output.elements() == 0) {
      return Optional.empty();
    }
    return draw("Histogram of absolute errors of output " + output.name(), () -> bars(histogram));
  }

  /** Expected against actual numbers of a sample of elements. */
  static Optional<String> scatter(OutputResult output) {
    if (output.sample().isEmpty()) {
      return Optional.empty();
    }
    return draw(
        "Actual against expected numbers of output " + output.name(),
        () -> points(output.sample()));
  }

  private static Plot bars(Histogram histogram) {
    List<String> labels = new ArrayList<>();
    XYSeries counts = new XYSeries("elements");
    if (histogram.zero() > 0) {
      counts.add(labels.size(), (double) histogram.zero());
      labels.add("0");
    }
    for (int i = 0; i < histogram.counts().size(); i++) {
      counts.add(labels.size(), (double) histogram.counts().get(i));
      labels.add("1e" + (histogram.firstDecade() + i));
    }
    if (histogram.infinite() > 0) {
      counts.add(labels.size(), (double) histogram.infinite());
      labels.add("inf");
    }
    SymbolAxis decades = new SymbolAxis("absolute error, at least", labels.toArray(String[]::new));
    decades.setGridBandsVisible(false);
    style(decades);
    LogAxis elements = new LogAxis("elements");
    elements.setSmallestValue(LOWEST_COUNT);
    elements.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
    elements.setMinorTickMarksVisible(false);
    elements.setTickUnit(new NumberTickUnit(1)); // 1, 10, 100 ...
    style(elements);
    XYBarRenderer renderer = new XYBarRenderer(0.1);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setUseYInterval(false);
    renderer.setBase(LOWEST_COUNT);
    renderer.setSeriesPaint(0, DATA);
    XYPlot plot =
        new XYPlot(
            new XYBarDataset(new XYSeriesCollection(counts), 1), decades, elements, renderer);
    elements.setLowerBound(LOWEST_COUNT);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(GRID);
    return plot;
  }

  private static Plot points(List<ElementErrors.Pair> pairs) {
    XYSeries values = new XYSeries("elements", false, true);
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (ElementErrors.Pair pair : pairs) {
      values.add(pair.expected(), pair.actual());
      lowest = Math.min(lowest, pair.expected());
      highest = Math.max(highest, pair.expected());
    }
    XYSeries equal = new XYSeries("equal", false, true);
    equal.add(lowest, lowest);
    equal.add(highest, highest);
    // Equal numbers would leave an axis with nothing to tell its ticks apart.
    double smallestRange = Math.max(1e-30, 1e-3 * Math.max(Math.abs(lowest), Math.abs(highest)));
    XYDotRenderer dots = new XYDotRenderer();
    dots.setDotWidth(DOT);
    dots.setDotHeight(DOT);
    dots.setSeriesPaint(0, DATA);
    XYLineAndShapeRenderer diagonal = new XYLineAndShapeRenderer(true, false);
    diagonal.setSeriesPaint(0, GRID);
    XYPlot plot =
        new XYPlot(
            new XYSeriesCollection(values),
            axis("expected", smallestRange),
            axis("actual", smallestRange),
            dots);
    plot.setDataset(1, new XYSeriesCollection(equal));
    plot.setRenderer(1, diagonal);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    return plot;
  }

  private static NumberAxis axis(String label, double smallestRange) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeMinimumSize(smallestRange);
    axis.setAutoRangeIncludesZero(false);
    style(axis);
    return axis;
  }

  private static void style(ValueAxis axis) {
    axis.setLabelFont(FONT);
    axis.setTickLabelFont(FONT);
    axis.setLabelPaint(INK);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(GRID);
    axis.setTickMarkPaint(GRID);
  }

  /** What makes a plot; may fail where the JDK's fonts or graphics are missing. */
  private interface Drawing {
    Plot plot();
  }

  private static Optional<String> draw(String label, Drawing drawing) {
    try {
      Plot plot = drawing.plot();
      plot.setBackgroundPaint(null);
      plot.setOutlineVisible(false);
      JFreeChart chart = new JFreeChart(null, FONT, plot, false);
      chart.setBackgroundPaint(null);
      chart.setPadding(new RectangleInsets(4, 4, 4, 4));
      return Optional.of(page(svg(chart), label));
    } catch (IOException
        | ParserConfigurationException
        | RuntimeException
        | LinkageError
        | InternalError e) {
      return Optional.empty(); // JDKs without fonts fail so when text is measured
    }
  }

  private static String svg(JFreeChart chart) throws IOException, ParserConfigurationException {
    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .getDOMImplementation()
            .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(1); // a tenth of a pixel is finer than anyone sees
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    chart.draw(graphics, new Rectangle(WIDTH, HEIGHT));
    StringWriter svg = new StringWriter();
    graphics.stream(svg, false);
    return svg.toString();
  }

  /** The element alone, in the page's colours. */
  private static String page(String svg, String label) {
    String head =
        "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            .formatted(Html.escape(label), WIDTH, HEIGHT, WIDTH, HEIGHT);
    String line = SPACE.matcher(svg).replaceAll(" ");
    String shapes = line.substring(line.indexOf("<svg") + "<svg".length());
    return head
        + LEFT_OUT
            .matcher(shapes)
            .replaceAll("")
            .replace("rgb(1,2,3)", "currentColor")
            .replace("rgb(1,2,4)", "var(--grid)")
            .replace("rgb(1,2,5)", "var(--data)");
  }
}
