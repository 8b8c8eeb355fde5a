package org.modelparity.tfjs;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.graph.Carrier;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Constant;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.target.ConversionException;

/**
 * A portable graph whose inputs and outputs have the carriers' types: TF.js has float32, int32 and
 * bool only, so nothing is cast at the graph's ends.
 */
final class CarriedSignature {
  private CarriedSignature() {}

  /**
   * @throws ConversionException if an output is a constant that does not fit its carrier
   */
  static PortableGraph of(PortableGraph graph) throws ConversionException {
    List<PortableGraph.Input> inputs = new ArrayList<>();
    for (PortableGraph.Input input : graph.inputs()) {
      inputs.add(new PortableGraph.Input(input.name(), carried(input.value())));
    }
    List<PortableGraph.Output> outputs = new ArrayList<>();
    for (PortableGraph.Output output : graph.outputs()) {
      String name = output.name();
      if (output.value() instanceof ComplexPair pair) {
        outputs.add(output(ComplexOutputs.real(name), pair.real()));
        outputs.add(output(ComplexOutputs.imaginary(name), pair.imaginary()));
      } else {
        outputs.add(output(name, output.value()));
      }
    }
    return new PortableGraph(inputs, outputs, graph.notes());
  }

  private static PortableGraph.Output output(String name, Value value) throws ConversionException {
    if (value instanceof Constant constant) {
      String misfit = InputRange.misfit(constant.tensor());
      if (misfit != null) {
        throw new ConversionException(
            "output "
                + name
                + " is the constant "
                + misfit
                + ", but TF.js computes integers in 32 bits");
      }
      return new PortableGraph.Output(name, new Constant(Carrier.load(constant.tensor())));
    }
    return new PortableGraph.Output(name, carried((Running) value));
  }

  private static Running carried(Running value) {
    return new Running(value.node(), value.output(), Carrier.of(value.type()), value.shape());
  }
}
