package org.modelparity.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;

class SimplificationTest {
  private static final Shape IMAGE = Shape.of(1, 2, 2, 3);
  private static final Shape ROWS = Shape.of(4, 3);

  private final FoldingGraphBuilder graph = new FoldingGraphBuilder();
  private final Running x = graph.input("x", ElementType.FLOAT32, IMAGE);

  @Test
  void operationsWithoutEffectVanish() {
    Value y = add("Mul", IMAGE, constant(1), x);
    y = add("Sub", IMAGE, y, constant(0));
    y = add("RealDiv", IMAGE, y, constant(1));
    y = add("Maximum", IMAGE, y, constant(Float.NEGATIVE_INFINITY));
    y = add("Neg", IMAGE, y);
    assertThat(operations(y)).containsExactly("Placeholder", "Neg");
  }

  @Test
  void whatRepeatsAnOperandHasAnEffect() {
    Shape larger = Shape.of(5, 2, 2, 3);
    Value y =
        add("Mul", larger, x, new Constant(Tensor.ofFloats(Shape.of(5, 1, 1, 1), 1, 1, 1, 1, 1)));
    assertThat(operations(y)).contains("Mul");
    Value other = add("Sub", IMAGE, constant(0), x);
    assertThat(operations(other)).contains("Sub");
  }

  @Test
  void theLogisticFunctionIsOneOperation() {
    Value exponential = add("Exp", IMAGE, add("Neg", IMAGE, x));
    Value y = add("RealDiv", IMAGE, constant(1), add("AddV2", IMAGE, constant(1), exponential));
    assertThat(operations(y)).containsExactly("Placeholder", "Sigmoid");
  }

  @Test
  void truthValuesTakeNoDetours() {
    Value positive =
        graph.add("Greater", List.of(x, constant(0)), Map.of(), ElementType.BOOL, IMAGE);
    Value number = graph.add("Cast", List.of(positive), Map.of(), ElementType.FLOAT32, IMAGE);
    Value again =
        graph.add("NotEqual", List.of(number, constant(0)), Map.of(), ElementType.BOOL, IMAGE);
    Value both =
        graph.add("LogicalAnd", List.of(again, positive), Map.of(), ElementType.BOOL, IMAGE);
    Constant yes = new Constant(Tensor.scalar(true));
    Value all = graph.add("LogicalAnd", List.of(yes, both), Map.of(), ElementType.BOOL, IMAGE);
    Value y = add("SelectV2", IMAGE, all, x, constant(2));
    assertThat(operations(y)).containsExactly("Placeholder", "Greater", "SelectV2");
  }

  @Test
  void biasAndActivationComeRightAfterTheProductAndReshapesCancel() {
    Value first = dense(x);
    Value second = dense(first);
    assertThat(operations(second))
        .containsExactly(
            "Placeholder",
            "Reshape",
            "MatMul",
            "BiasAdd",
            "Relu",
            "MatMul",
            "BiasAdd",
            "Relu",
            "Reshape");
  }

  @Test
  void aBiasThatIsNotForTheLastDimensionStays() {
    Value product = add("MatMul", ROWS, reshape(x, ROWS), weights());
    Value y =
        add(
            "AddV2",
            IMAGE,
            reshape(product, IMAGE),
            new Constant(Tensor.ofFloats(Shape.of(2, 1), 1, 2)));
    assertThat(operations(y))
        .containsExactly("Placeholder", "Reshape", "MatMul", "Reshape", "AddV2");
  }

  @Test
  void aSumOverAnotherAxisIsNoSoftmax() {
    Shape square = Shape.of(3, 3);
    Running a = graph.input("a", ElementType.FLOAT32, square);
    Value shifted = add("Sub", square, a, reduce("Max", a, 1));
    Value exponentials = add("Exp", square, shifted);
    Value y = add("RealDiv", square, exponentials, reduce("Sum", exponentials, 0));
    PortableGraph portable = graph.build(List.of(new PortableGraph.Output("y", y)));
    assertThat(Simplification.apply(portable).nodes())
        .extracting(Node::operation)
        .contains("Exp")
        .doesNotContain("Softmax");
  }

  private Value reduce(String operation, Value a, int axis) {
    return graph.add(
        operation,
        List.of(a, new Constant(Tensor.vector(axis))),
        Map.of("keep_dims", Attributes.of(true)),
        ElementType.FLOAT32,
        a.shape().with(axis, 1));
  }

  private Value dense(Value input) {
    Value product = add("MatMul", ROWS, reshape(input, ROWS), weights());
    Constant bias = new Constant(Tensor.ofFloats(Shape.of(1, 1, 1, 3), 1, -2, 3));
    return add("Relu", IMAGE, add("AddV2", IMAGE, bias, reshape(product, IMAGE)));
  }

  private static Constant weights() {
    return new Constant(Tensor.ofFloats(Shape.of(3, 3), 1, 2, 3, -1, 0, 1, 2, 2, -2));
  }

  private Value reshape(Value value, Shape shape) {
    return add("Reshape", shape, value, new Constant(Tensor.vector(shape.toIntArray())));
  }

  private Value add(String operation, Shape shape, Value... inputs) {
    return graph.add(operation, List.of(inputs), Map.of(), ElementType.FLOAT32, shape);
  }

  private static Constant constant(float value) {
    return new Constant(Tensor.scalar(value));
  }

  /** The simplified graph's operations, once it has been seen to compute the same. */
  private List<String> operations(Value y) {
    PortableGraph before = graph.build(List.of(new PortableGraph.Output("y", y)));
    PortableGraph after = Simplification.apply(before);
    float[] values = {1, -2, 3, 0.5f, -0.5f, 0, 7, -30, 0.1f, 1e-3f, 4, -1};
    Map<String, Tensor> inputs = Map.of("x", Tensor.ofFloats(IMAGE, values));
    Comparison comparison =
        Comparison.of(
            GraphExecution.run(before, inputs),
            GraphExecution.run(after, inputs),
            Tolerance.DEFAULT);
    assertThat(comparison.mismatch()).isEmpty();
    return after.nodes().stream().map(Node::operation).toList();
  }
}
