package org.modelparity.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelparity.evaluation.Folders;
import org.modelparity.target.BatchLowering;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Target;
import org.modelparity.tensor.Shape;

/**
 * The converted models of a row: one for the shapes of the first inputs, which serves other inputs
 * too where it takes their shapes; those with shapes that it does not take get a model of their
 * own, in a folder of its folder.
 */
final class Conversions {
  /** A model and the sets of inputs that it is run with. */
  record Converted(ConvertedModel model, List<OpenInputs> sets) {}

  private final Target target;
  private final OpenExample example;
  private final Path folder;
  private final Map<String, String> options;

  Conversions(Target target, OpenExample example, Path folder, Map<String, String> options) {
    this.target = target;
    this.example = example;
    this.folder = folder;
    this.options = options;
  }

  /**
   * Converts for every set of inputs.
   *
   * @param keepBatchFree whether a batch that is open in the program stays so where it can
   * @return the model for the first inputs first
   */
  List<Converted> convert(boolean keepBatchFree) throws ConversionException, IOException {
    Files.createDirectories(folder);
    Folders.clear(folder);
    List<Converted> converted = new ArrayList<>();
    for (OpenInputs set : example.sets()) {
      Optional<Converted> taker =
          converted.stream().filter(c -> takes(c.model(), c.sets().get(0), set)).findFirst();
      if (taker.isPresent()) {
        taker.get().sets().add(set);
      } else {
        Path own = set.name() == null ? folder : folder.resolve(set.name());
        ConvertedModel model = convert(set, Files.createDirectories(own), keepBatchFree);
        converted.add(new Converted(model, new ArrayList<>(List.of(set))));
      }
    }
    return converted;
  }

  private ConvertedModel convert(OpenInputs set, Path to, boolean keepBatchFree)
      throws ConversionException {
    Optional<BatchLowering> batch = keepBatchFree ? example.batch(set) : Optional.empty();
    return target.convert(
        new ConversionRequest(
            example.program(),
            example.signature(),
            () -> example.portableGraph(set),
            batch,
            to,
            options));
  }

  private boolean takes(ConvertedModel model, OpenInputs made, OpenInputs set) {
    Map<String, Shape> shapes = set.shapes();
    if (shapes.equals(made.shapes()) || model.sizes() == ConvertedModel.Sizes.ANY) {
      return true;
    }
    Optional<Long> batch = set.batch(example.signature());
    return model.sizes() == ConvertedModel.Sizes.ANY_BATCH
        && batch.isPresent()
        && shapes.equals(made.shapes(example.signature(), batch.get()));
  }
}
