package org.modelparity.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The nesting of a JAX function's arguments or results; what matters of it is the leaves' names.
 */
final class PyTree {
  private static final int LEAF = 0;
  private static final int DICTIONARY = 4;

  /** Deeper trees are damaged files. */
  private static final int DEEPEST = 200;

  private static final int MOST_LEAVES = 1 << 20;

  private final List<String> paths = new ArrayList<>();

  private PyTree(ExportedTable root) {
    visit(root, "", false, 0);
  }

  /**
   * A name for each leaf: its path of dictionary keys, with the positions below the outermost key,
   * such as {@code image} or {@code layers.0.kernel}.
   *
   * @return empty where a leaf is in no dictionary or two leaves have the same path
   */
  static Optional<List<String>> names(ExportedTable root, int leaves) {
    List<String> paths = new PyTree(root).paths;
    boolean named = paths.stream().noneMatch(String::isEmpty);
    boolean distinct = new HashSet<>(paths).size() == paths.size();
    return named && distinct && paths.size() == leaves
        ? Optional.of(List.copyOf(paths))
        : Optional.empty();
  }

  private void visit(ExportedTable tree, String path, boolean inDictionary, int depth) {
    if (depth > DEEPEST || paths.size() > MOST_LEAVES) {
      throw new IllegalArgumentException("a tree of arguments is too deep or too large");
    }
    int kind = tree.number(ExportedTable.TREE_KIND);
    if (kind == LEAF) {
      paths.add(path);
      return;
    }
    List<ExportedTable> children = tree.tables(ExportedTable.TREE_CHILDREN);
    List<String> names = tree.texts(ExportedTable.TREE_CHILD_NAMES);
    for (int i = 0; i < children.size(); i++) {
      if (kind == DICTIONARY && i < names.size()) {
        visit(children.get(i), join(path, names.get(i)), true, depth + 1);
      } else {
        String below = inDictionary ? join(path, Integer.toString(i)) : path;
        visit(children.get(i), below, inDictionary, depth + 1);
      }
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
