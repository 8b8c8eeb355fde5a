package org.modelparity.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.modelparity.tensor.ElementErrors;

/** How this product's records are written as JSON: members in the order of the record. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addMixIn(ElementErrors.Pair.class, AsArray.class)
          .build();

  private Json() {}

  /** Plots take many pairs: {@code [1.0,1.1]} instead of an object for each. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private interface AsArray {}

  /** Writes on one line, as between processes. */
  public static ObjectWriter lineWriter() {
    return MAPPER.writer();
  }

  /** Writes for readers, with the same line ends on every system. */
  private static ObjectWriter fileWriter() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    return MAPPER.writer(printer);
  }

  /** A record as the text of a file, with an end of line. */
  public static String fileText(Object value) {
    try {
      return fileWriter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of this product are all writable", e);
    }
  }

  /** Reads a record; members that it does not have are skipped. */
  public static ObjectReader reader(Class<?> type) {
    return MAPPER.readerFor(type);
  }
}
