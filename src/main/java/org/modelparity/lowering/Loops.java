package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/** Loops and branches: resolved at conversion as far as that is possible. */
public final class Loops {
  /** No loop is unrolled into more nodes than this, unless told otherwise. */
  public static final int NODE_BUDGET = 20_000;

  /** No loop is followed for more trips than this, even where trips leave no nodes. */
  public static final int TRIPS = 10_000;

  private final GraphBuilder graph;
  private final Shapes shapes;
  private final Elementwise elementwise;
  private final Primitives primitives;
  private final int budget;

  public Loops(GraphBuilder graph) {
    this(graph, NODE_BUDGET);
  }

  /**
   * @param budget nodes that unrolling one loop may add
   */
  public Loops(GraphBuilder graph, int budget) {
    this.graph = graph;
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
    this.primitives = new Primitives(graph);
    this.budget = budget;
  }

  /**
   * Runs the body while the condition holds. As long as the condition is constant, within the
   * budget, the body is executed once for each trip; otherwise the loop stays one, over those
   * values that the body changes.
   *
   * @param condition given the loop's values, a boolean scalar
   * @param body given the loop's values, their next ones: of the same types and shapes
   */
  public List<Value> whileLoop(
      List<Value> initial,
      Function<List<Value>, Value> condition,
      Function<List<Value>, List<Value>> body) {
    List<Value> state = initial;
    int limit = graph.nodeCount() + budget;
    for (int trip = 0; trip <= TRIPS; trip++) {
      if (!(condition.apply(state) instanceof Constant go)) {
        return keep(state, condition, body);
      }
      if (!go.tensor().getBoolean(0)) {
        return state;
      }
      if (graph.nodeCount() > limit) {
        break;
      }
      state = body.apply(state);
    }
    graph.note(
        "a loop was kept as a loop: unrolled it would have more than "
            + budget
            + " operations or "
            + TRIPS
            + " trips");
    return keep(initial, condition, body);
  }

  /**
   * One of several branches.
   *
   * @param index scalar integer or boolean; out of range, it means the last branch
   * @param branches whose results agree in types and shapes; all of them are computed unless the
   *     index is constant, which is right because none has an effect
   */
  public List<Value> conditional(Value index, List<Supplier<List<Value>>> branches) {
    int last = branches.size() - 1;
    if (index instanceof Constant c) {
      long chosen = c.tensor().getLong(0);
      return branches.get(chosen < 0 || chosen > last ? last : (int) chosen).get();
    }
    Value number = index(index);
    List<Value> result = branches.get(last).get();
    for (int i = last - 1; i >= 0; i--) {
      Value taken = primitives.compare("Equal", number, Literals.int32(i));
      result = select(taken, branches.get(i).get(), result);
    }
    return result;
  }

  /** A scalar as the int32 index of a branch; false is 0. */
  public Value index(Value scalar) {
    Value flat = shapes.reshape(scalar, Shape.scalar());
    return scalar.type().isBoolean() || scalar instanceof Constant
        ? elementwise.convert(flat, ElementType.INT32)
        : primitives.retype(flat, ElementType.INT32);
  }

  private List<Value> select(Value taken, List<Value> ifTaken, List<Value> otherwise) {
    List<Value> selected = new ArrayList<>();
    for (int i = 0; i < ifTaken.size(); i++) {
      Value a = ifTaken.get(i);
      Value b = otherwise.get(i);
      if (a.equals(b)) {
        selected.add(a);
      } else if (a instanceof ComplexPair x && b instanceof ComplexPair y) {
        selected.add(
            new ComplexPair(
                elementwise.select(taken, x.real(), y.real()),
                elementwise.select(taken, x.imaginary(), y.imaginary())));
      } else {
        selected.add(elementwise.select(taken, a, b));
      }
    }
    return selected;
  }

  private List<Value> keep(
      List<Value> initial,
      Function<List<Value>, Value> condition,
      Function<List<Value>, List<Value>> body) {
    boolean[] changing = new boolean[initial.size()];
    Arrays.fill(changing, true);
    while (true) {
      boolean[] found = changing.clone();
      List<Value> last =
          graph.whileLoop(
              changing(initial, changing),
              variables -> condition.apply(merge(initial, variables, changing)),
              variables -> {
                List<Value> before = merge(initial, variables, changing);
                List<Value> after = body.apply(before);
                for (int i = 0; i < found.length; i++) {
                  found[i] = changing[i] && !after.get(i).equals(before.get(i));
                }
                return changing(after, changing);
              });
      if (Arrays.equals(found, changing)) {
        return merge(initial, last, changing);
      }
      // Values that the body hands on, weights above all, need not be loop variables.
      System.arraycopy(found, 0, changing, 0, found.length);
    }
  }

  private static List<Value> changing(List<Value> all, boolean[] changing) {
    return IntStream.range(0, all.size()).filter(i -> changing[i]).mapToObj(all::get).toList();
  }

  private static List<Value> merge(List<Value> all, List<Value> variables, boolean[] changing) {
    List<Value> merged = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < all.size(); i++) {
      merged.add(changing[i] ? variables.get(next++) : all.get(i));
    }
    return merged;
  }
}
