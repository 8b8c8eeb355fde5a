package org.modelparity.documentation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The page about goals and parameters, made from the plugin's descriptor. */
final class ParametersPage {
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([\\w.]+)}");

  private ParametersPage() {}

  static String of(PluginDescriptor plugin) {
    StringBuilder page =
        new StringBuilder(
            "# Parameters\n\n"
                + "Made from the plugin itself. A parameter with a property can be set on the"
                + " command line: `mvn verify -Dparity.forkCount=2`.\n");
    plugin.getMojos().stream()
        .filter(m -> !m.getGoal().equals("help"))
        .sorted(Comparator.comparing(MojoDescriptor::getGoal))
        .forEach(mojo -> goal(page, mojo));
    return page.toString();
  }

  private static void goal(StringBuilder page, MojoDescriptor mojo) {
    page.append("\n## parity:").append(mojo.getGoal()).append("\n\n");
    page.append(markdown(mojo.getDescription())).append("\n");
    if (mojo.getPhase() != null) {
      page.append("\nBound to the phase `").append(mojo.getPhase()).append("` by default.\n");
    }
    for (Parameter parameter : parameters(mojo)) {
      page.append("\n### ").append(parameter.getName()).append("\n\n");
      page.append(facts(mojo, parameter)).append("\n\n");
      page.append(markdown(parameter.getDescription())).append("\n");
    }
  }

  /** Those that a user may set, by name. */
  static List<Parameter> parameters(MojoDescriptor mojo) {
    return mojo.getParameters().stream()
        .filter(Parameter::isEditable)
        .sorted(Comparator.comparing(Parameter::getName))
        .toList();
  }

  private static String facts(MojoDescriptor mojo, Parameter parameter) {
    String type = parameter.getType().replaceAll("\\w+\\.", "");
    StringBuilder facts = new StringBuilder("`").append(type).append("`");
    property(mojo, parameter).ifPresent(p -> facts.append(", property `").append(p).append("`"));
    configuration(mojo, parameter)
        .map(c -> c.getAttribute("default-value"))
        .ifPresent(value -> facts.append(", default `").append(value).append("`"));
    if (parameter.isRequired()) {
      facts.append(", required");
    }
    return facts.toString();
  }

  /** For example {@code parity.targets}. */
  static Optional<String> property(MojoDescriptor mojo, Parameter parameter) {
    return configuration(mojo, parameter)
        .map(c -> c.getValue(""))
        .map(PROPERTY::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(m -> m.group(1));
  }

  private static Optional<PlexusConfiguration> configuration(
      MojoDescriptor mojo, Parameter parameter) {
    return Optional.ofNullable(mojo.getMojoConfiguration().getChild(parameter.getName(), false));
  }

  /** Descriptions are HTML. */
  private static String markdown(String html) {
    return html.replaceAll(
            "(?s)<pre>(?:<code>)?\\s*(.*?)\\s*(?:</code>)?</pre>", "\n\n```\n$1\n```\n\n")
        .replaceAll("```\n(?=&lt;|<)", "```xml\n")
        .replaceAll("</?code>", "`")
        .replaceAll("\\s*</?p>\\s*", "\n\n")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("[ \\t]+\\n", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }
}
