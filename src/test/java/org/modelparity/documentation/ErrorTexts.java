package org.modelparity.documentation;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SimpleTreeVisitor;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The error texts in the product's sources, read by the compiler's own parser: what exceptions are
 * made with, what rows fail with, and what is logged as a warning or an error. What is only known
 * when the product runs is {@link #GAP} in them.
 */
final class ErrorTexts {
  /** Stands for names and figures. */
  static final String GAP = "\u2026";

  /** The exceptions whose texts are for users. Others say that this product has a mistake. */
  private static final Set<String> EXCEPTIONS =
      Set.of(
          "ConversionException",
          "EvaluationException",
          "ExecutionException",
          "FixedBatchException",
          "IOException",
          "LoweringException",
          "MavenReportException",
          "ModelException",
          "MojoExecutionException",
          "MojoFailureException",
          "NativesException",
          "NoReferenceException",
          "NpzException",
          "ParameterException",
          "StableHloFormatException",
          "UncheckedIOException",
          "WorkerException");

  /** Whatever takes texts without an exception: a call of one of these, or a record. */
  private static final Set<String> CALLS =
      Set.of("fail", "failedRun", "remedy", "warn", "error", "accept", "Death");

  /** Methods that return texts, or assign them to what they return. */
  private static final Set<String> METHODS =
      Set.of(
          "Gate.regression",
          "Gate.drift",
          "Gate.knownReason",
          "Gate.looseTolerance",
          "OutputComparison.of",
          "OutputComparison.unexpected",
          "OutputComparison.mismatch",
          "AggregateGate.failure",
          "Acceptance.refusal");

  private static final Pattern FORMAT = Pattern.compile("%[-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z]");
  private static final Pattern THROWN = Pattern.compile("new Error\\(['`\"](.*)['`\"]\\)");
  private static final int DEEPEST = 4;
  private static final int MOST = 40;

  private final CompilationUnitTree unit;
  private final List<Text> found = new ArrayList<>();

  /** By the names of variables. */
  private final Map<String, List<Tree>> initialisers = new HashMap<>();

  /** By the names of methods. */
  private final Map<String, List<Tree>> returned = new HashMap<>();

  private ErrorTexts(CompilationUnitTree unit) {
    this.unit = unit;
    new TreeScanner<Void, String>() {
      @Override
      public Void visitVariable(VariableTree variable, String method) {
        add(initialisers, variable.getName().toString(), variable.getInitializer());
        return super.visitVariable(variable, method);
      }

      @Override
      public Void visitMethod(MethodTree declared, String method) {
        return super.visitMethod(declared, declared.getName().toString());
      }

      @Override
      public Void visitReturn(ReturnTree value, String method) {
        add(returned, method, value.getExpression());
        return super.visitReturn(value, method);
      }

      private void add(Map<String, List<Tree>> expressions, String name, Tree expression) {
        if (expression != null) {
          expressions.computeIfAbsent(name, n -> new ArrayList<>()).add(expression);
        }
      }
    }.scan(unit, "");
  }

  /**
   * One of them.
   *
   * @param source where it is made, for example {@code Npz.java}
   * @param maker what is made or called with it, for example {@code NpzException}
   */
  record Text(String source, String maker, String template) {}

  /** All of them below a folder of sources. */
  static List<Text> in(Path sources) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(sources)) {
      files = walk.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    List<Text> texts = new ArrayList<>();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        texts.addAll(new ErrorTexts(unit).collect());
      }
    }
    return texts;
  }

  /** What a script throws, {@code new Error('...')}. */
  static List<Text> inScript(Path script) {
    return THROWN
        .matcher(Documents.text(script))
        .results()
        .map(m -> m.group(1).replaceAll("\\$\\{[^}]*}", GAP))
        .map(template -> new Text(script.toString(), script.getFileName().toString(), template))
        .toList();
  }

  private List<Text> collect() {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitNewClass(NewClassTree made, Void unused) {
        String type = lastName(made.getIdentifier());
        // An exception that words its text itself is found where it does.
        boolean wordedByItself =
            type.equals("ParameterException") && made.getArguments().size() == 3;
        if ((EXCEPTIONS.contains(type) || CALLS.contains(type)) && !wordedByItself) {
          arguments(type, made.getArguments());
        }
        return super.visitNewClass(made, unused);
      }

      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        String name = lastName(call.getMethodSelect());
        if (CALLS.contains(name)) {
          arguments(name, call.getArguments());
        } else if (name.equals("super") && isException(getCurrentPath())) {
          arguments(enclosingClass(getCurrentPath()), call.getArguments());
        }
        return super.visitMethodInvocation(call, unused);
      }

      @Override
      public Void visitReturn(ReturnTree value, Void unused) {
        text(value.getExpression());
        return super.visitReturn(value, unused);
      }

      @Override
      public Void visitAssignment(AssignmentTree assignment, Void unused) {
        text(assignment.getExpression());
        return super.visitAssignment(assignment, unused);
      }

      private void text(ExpressionTree expression) {
        String method = enclosingMethod(getCurrentPath());
        if (METHODS.contains(method) && expression != null) {
          arguments(method, List.of(expression));
        }
      }
    }.scan(unit, null);
    return found;
  }

  private void arguments(String maker, List<? extends ExpressionTree> arguments) {
    String source = Path.of(unit.getSourceFile().getName()).getFileName().toString();
    for (ExpressionTree argument : arguments) {
      for (String template : templates(argument, 0)) {
        if (template.replace(GAP, "").chars().anyMatch(Character::isLetter)) {
          found.add(new Text(source, maker, template.replaceAll(GAP + "+", GAP)));
        }
      }
    }
  }

  private static boolean isException(TreePath path) {
    return EXCEPTIONS.contains(enclosingClass(path));
  }

  private static String enclosingClass(TreePath path) {
    for (TreePath at = path; at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof ClassTree type) {
        return type.getSimpleName().toString();
      }
    }
    return "";
  }

  private static String enclosingMethod(TreePath path) {
    for (TreePath at = path; at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof MethodTree method) {
        return enclosingClass(at) + "." + method.getName();
      }
    }
    return "";
  }

  private static String lastName(Tree tree) {
    String text = tree.toString();
    return text.substring(text.lastIndexOf('.') + 1);
  }

  /** What an expression may be as a text; only a gap if nothing of it is known. */
  private Set<String> templates(Tree expression, int depth) {
    if (depth > DEEPEST) {
      return Set.of(GAP);
    }
    Set<String> known = expression.accept(new Templates(), depth);
    return known == null || known.isEmpty() || known.size() > MOST ? Set.of(GAP) : known;
  }

  private final class Templates extends SimpleTreeVisitor<Set<String>, Integer> {
    @Override
    public Set<String> visitLiteral(LiteralTree literal, Integer depth) {
      return literal.getValue() instanceof String text ? Set.of(text) : null;
    }

    @Override
    public Set<String> visitParenthesized(ParenthesizedTree inner, Integer depth) {
      return templates(inner.getExpression(), depth);
    }

    @Override
    public Set<String> visitBinary(BinaryTree sum, Integer depth) {
      if (sum.getKind() != Tree.Kind.PLUS) {
        return null;
      }
      Set<String> joined = new TreeSet<>();
      for (String left : templates(sum.getLeftOperand(), depth)) {
        templates(sum.getRightOperand(), depth).forEach(right -> joined.add(left + right));
      }
      return joined;
    }

    @Override
    public Set<String> visitConditionalExpression(ConditionalExpressionTree choice, Integer depth) {
      Set<String> both = new TreeSet<>(templates(choice.getTrueExpression(), depth));
      both.addAll(templates(choice.getFalseExpression(), depth));
      return both;
    }

    @Override
    public Set<String> visitSwitchExpression(SwitchExpressionTree choice, Integer depth) {
      Set<String> all = new TreeSet<>();
      choice.getCases().stream()
          .map(CaseTree::getBody)
          .filter(ExpressionTree.class::isInstance)
          .forEach(body -> all.addAll(templates(body, depth)));
      return all;
    }

    /** A variable of this file with that name; which one, if there are several, is not asked. */
    @Override
    public Set<String> visitIdentifier(IdentifierTree name, Integer depth) {
      return all(initialisers, name.getName().toString(), depth);
    }

    @Override
    public Set<String> visitMethodInvocation(MethodInvocationTree call, Integer depth) {
      String name = lastName(call.getMethodSelect());
      if (call.getMethodSelect() instanceof IdentifierTree) {
        return all(returned, name, depth);
      }
      Tree receiver = ((MemberSelectTree) call.getMethodSelect()).getExpression();
      if (name.equals("formatted")) {
        return withoutFormats(templates(receiver, depth));
      }
      if (name.equals("format")) {
        return withoutFormats(
            call.getArguments().stream()
                .flatMap(a -> templates(a, depth).stream())
                .filter(t -> t.contains("%"))
                .collect(Collectors.toSet()));
      }
      return name.equals("of") && !call.getArguments().isEmpty()
          ? templates(call.getArguments().get(0), depth)
          : null;
    }

    private Set<String> all(Map<String, List<Tree>> expressions, String name, int depth) {
      Set<String> values = new TreeSet<>();
      expressions
          .getOrDefault(name, List.of())
          .forEach(expression -> values.addAll(templates(expression, depth + 1)));
      return values;
    }

    private Set<String> withoutFormats(Set<String> patterns) {
      return patterns.stream()
          .map(p -> FORMAT.matcher(p).replaceAll(GAP).replace("%%", "%"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
