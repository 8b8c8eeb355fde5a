package org.modelparity.testing;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.EagerSession;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.SavedModel;

/**
 * A small SavedModel with two variables and two functions around it, see {@code affine.pbtxt}: z =
 * x - a and y = x * SCALE + SHIFT + a.
 */
public final class AffineModel {
  /** The variable that the model multiplies by. */
  public static final float[] SCALE = {2, 3, 5};

  /** The variable that the model adds. */
  public static final float[] SHIFT = {10, 20, 30};

  private AffineModel() {}

  /** Writes the model into a folder and returns the folder. */
  public static Path write(Path folder) {
    try (InputStreamReader text =
            new InputStreamReader(
                AffineModel.class.getResourceAsStream("affine.pbtxt"), StandardCharsets.UTF_8);
        EagerSession session = EagerSession.create()) {
      SavedModel.Builder model = SavedModel.newBuilder();
      TextFormat.merge(text, model);
      Files.createDirectories(folder.resolve("variables"));
      Files.write(folder.resolve("saved_model.pb"), model.build().toByteArray());
      Ops tf = Ops.create(session);
      tf.train.save(
          tf.constant(folder.resolve("variables/variables").toString()),
          tf.constant(
              NdArrays.vectorOfObjects(
                  "scale/.ATTRIBUTES/VARIABLE_VALUE", "shift/.ATTRIBUTES/VARIABLE_VALUE")),
          tf.constant(NdArrays.vectorOfObjects("", "")),
          List.of(tf.constant(SCALE), tf.constant(SHIFT)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
