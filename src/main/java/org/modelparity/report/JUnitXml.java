package org.modelparity.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Verdict;

/**
 * Results as JUnit XML, in the form that Surefire writes and Jenkins and GitLab show: a suite is a
 * class, a row is a test. A FAIL that the baseline accepts is a skipped test, as it fails no build.
 */
final class JUnitXml {
  private JUnitXml() {}

  static String suite(String name, List<Result> rows, Verdict verdict) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      long failures = rows.stream().filter(r -> verdict.failure(r).isPresent()).count();
      long skipped = rows.stream().filter(r -> isSkipped(r, verdict)).count();
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", legal(name));
      xml.writeAttribute("tests", String.valueOf(rows.size()));
      xml.writeAttribute("failures", String.valueOf(failures));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", String.valueOf(skipped));
      xml.writeAttribute("time", time(rows.stream().mapToDouble(JUnitXml::seconds).sum()));
      for (Result row : rows) {
        xml.writeCharacters("\n  ");
        testCase(xml, row, verdict);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string takes every XML event", e);
    }
    return text.toString();
  }

  private static boolean isSkipped(Result row, Verdict verdict) {
    return !row.succeeded() && verdict.failure(row).isEmpty();
  }

  private static void testCase(XMLStreamWriter xml, Result row, Verdict verdict)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", legal(row.suite()));
    xml.writeAttribute("name", legal(row.example() + " -> " + row.target()));
    xml.writeAttribute("time", time(seconds(row)));
    Optional<String> failure = verdict.failure(row);
    if (failure.isPresent()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("type", row.stage() == null ? "drift" : row.stage().toString());
      xml.writeAttribute("message", legal(failure.get()));
      xml.writeCharacters(legal(story(row, failure.get())));
      xml.writeEndElement();
    } else if (isSkipped(row, verdict)) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", legal("known: " + Wording.error(row)));
    }
    xml.writeEndElement();
  }

  private static String story(Result row, String failure) {
    StringBuilder story = new StringBuilder(failure);
    if (row.remedy() != null) {
      story.append("\nRemedy: ").append(row.remedy());
    }
    if (row.details() != null) {
      story.append("\nDetails: ").append(row.details());
    }
    return story.toString();
  }

  private static double seconds(Result row) {
    Double seconds = Wording.seconds(row);
    return seconds == null ? 0 : seconds;
  }

  private static String time(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** Without the characters that XML 1.0 has no way to write. */
  static String legal(String text) {
    return text.codePoints()
        .map(
            c ->
                c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xd7ff)
                        || (c >= 0xe000 && c <= 0xfffd)
                        || c >= 0x10000
                    ? c
                    : 0xfffd)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
