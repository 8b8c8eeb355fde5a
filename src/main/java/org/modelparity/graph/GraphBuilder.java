package org.modelparity.graph;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.tensorflow.proto.AttrValue;

/**
 * Builds a portable graph. An operation whose inputs are all constants is computed at once by
 * TensorFlow itself; an operation that was already added with the same inputs is not added again.
 */
public interface GraphBuilder extends AutoCloseable {
  /** A placeholder; {@code type} is the signature's, computed in its {@link Carrier}. */
  Running input(String name, ElementType type, Shape shape);

  default Constant constant(Tensor tensor) {
    return new Constant(tensor);
  }

  /**
   * An operation with one output. Inputs that are constants keep their own type when everything is
   * constant (TensorFlow computes uint32, int64, float64 and so on exactly); as inputs of a node
   * they are cast to their carrier. A result without elements is a constant.
   *
   * @param type the program's type of the result
   * @param shape static shape of the result
   */
  Value add(
      String operation,
      List<Value> inputs,
      Map<String, AttrValue> attributes,
      ElementType type,
      Shape shape);

  /** An operation with one output and no attributes. */
  default Value add(String operation, ElementType type, Shape shape, Value... inputs) {
    return add(operation, List.of(inputs), Map.of(), type, shape);
  }

  /** An operation with several outputs. */
  List<Value> add(
      String operation,
      List<Value> inputs,
      Map<String, AttrValue> attributes,
      List<ElementType> types,
      List<Shape> shapes);

  /** The same bits of a running value seen as another program type with the same carrier. */
  Running retype(Running value, ElementType type);

  /**
   * A {@code StatelessWhile}. Values of the surrounding graph that the functions use become loop
   * variables by themselves.
   *
   * @param condition given the loop variables, a boolean scalar
   * @param body given the loop variables, their next values: same types and shapes
   */
  List<Value> whileLoop(
      List<Value> initial,
      Function<List<Value>, Value> condition,
      Function<List<Value>, List<Value>> body);

  /**
   * A {@code StatelessIf}; only the branch that is taken is computed. Values of the surrounding
   * graph that the branches use become its inputs by themselves.
   *
   * @param predicate a boolean scalar; if it is constant there will be no node
   * @param onTrue results of the same types and shapes as {@code onFalse}'s
   */
  List<Value> ifElse(Value predicate, Supplier<List<Value>> onTrue, Supplier<List<Value>> onFalse);

  /** Remembers something that a user should know; said once, however often it is noted. */
  void note(String text);

  /** How many nodes there are so far, for budgets. */
  int nodeCount();

  /** The graph that computes these outputs, dead code dropped. */
  PortableGraph build(List<PortableGraph.Output> outputs);

  @Override
  void close();
}
