package dev.cajal.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values as JSON text, and back. */
final class Json {
  private static final int MAX_DEPTH = 100;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  private Json() {}

  /** Returns an object of names and values in turn, which keeps their order. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  /** Returns an object on one line. */
  static String line(Map<String, ?> object) {
    return MAPPER.writeValueAsString(object);
  }

  /** Returns an object over several lines, for people. */
  static String pretty(Map<String, ?> object) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object);
  }

  /** Returns an object as plain maps, lists, numbers and words. */
  static Map<String, Object> map(JsonNode node) {
    return MAPPER.convertValue(node, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /** Parses text. */
  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }
}
