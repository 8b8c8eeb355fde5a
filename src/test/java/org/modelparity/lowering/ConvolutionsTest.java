package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.modelparity.lowering.ConvolutionSpec.Layout;
import org.modelparity.lowering.ConvolutionSpec.Spatial;
import org.modelparity.tensor.ElementType;

class ConvolutionsTest {
  @Property(seed = "20261127", tries = 100, shrinking = ShrinkingMode.OFF)
  void anyWindow(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 3) int rank,
      @ForAll @IntRange(max = 5) int grouping,
      @ForAll @IntRange(max = 9) int kind) {
    anyWindowCase(random, rank, grouping, kind).check();
  }

  static Checks.Case anyWindowCase(Random random, int rank, int grouping, int kind) {
    ElementType type = kind == 0 ? ElementType.INT32 : ElementType.FLOAT32;
    int featureGroups = grouping == 1 ? 2 : grouping == 2 ? 3 : 1;
    int batchGroups = grouping == 3 ? 2 : 1;
    int inputs = grouping == 2 ? 1 : 1 + random.nextInt(2);
    int outputs = featureGroups * batchGroups * (1 + random.nextInt(2));
    int batch = batchGroups * (1 + random.nextInt(2));
    boolean plain = random.nextBoolean();
    List<Spatial> window = new ArrayList<>();
    int[] size = new int[rank];
    int[] kernel = new int[rank];
    for (int i = 0; i < rank; i++) {
      window.add(plain ? padded(random) : any(random));
      size[i] = 1 + random.nextInt(6);
      kernel[i] = 1 + random.nextInt(3);
    }
    ConvolutionSpec spec =
        new ConvolutionSpec(
            layout(random, rank),
            layout(random, rank),
            layout(random, rank),
            window,
            featureGroups,
            batchGroups);
    Grid x = Grid.random(random, type, place(spec.input(), batch, featureGroups * inputs, size));
    Grid w = Grid.random(random, type, place(spec.kernel(), inputs, outputs, kernel));
    return convolutionCase(x, w, spec, type);
  }

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void transposed(@ForAll Random random, @ForAll @IntRange(min = 1, max = 2) int rank) {
    transposedCase(random, rank).check();
  }

  static Checks.Case transposedCase(Random random, int rank) {
    List<Spatial> window = new ArrayList<>();
    for (int d = 0; d < rank; d++) {
      window.add(
          new Spatial(
              1,
              random.nextInt(6) - 2,
              random.nextInt(6) - 2,
              1 + random.nextInt(3),
              1,
              random.nextBoolean()));
    }
    ConvolutionSpec spec =
        new ConvolutionSpec(
            layout(random, rank), layout(random, rank), layout(random, rank), window, 1, 1);
    int[] size = IntStream.range(0, rank).map(d -> 1 + random.nextInt(4)).toArray();
    int[] kernel = IntStream.range(0, rank).map(d -> 1 + random.nextInt(4)).toArray();
    Grid x = Grid.random(random, ElementType.FLOAT32, place(spec.input(), 2, 3, size));
    Grid w = Grid.random(random, ElementType.FLOAT32, place(spec.kernel(), 3, 2, kernel));
    return convolutionCase(x, w, spec, ElementType.FLOAT32);
  }

  private static Checks.Case convolutionCase(
      Grid x, Grid w, ConvolutionSpec spec, ElementType type) {
    return new Checks.Case(
        List.of(convolve(x, w, spec, type)),
        (graph, v) -> List.of(new Convolutions(graph).convolution(v.get(0), v.get(1), spec, type)),
        x,
        w);
  }

  private static Spatial padded(Random random) {
    return new Spatial(1 + random.nextInt(2), random.nextInt(3), random.nextInt(3), 1, 1, false);
  }

  private static Spatial any(Random random) {
    return new Spatial(
        1 + random.nextInt(3),
        random.nextInt(7) - 3,
        random.nextInt(7) - 3,
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        random.nextBoolean());
  }

  private static Layout layout(Random random, int rank) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank + 2).boxed().toList());
    Collections.shuffle(order, random);
    return new Layout(order.get(0), order.get(1), order.subList(2, rank + 2));
  }

  private static int[] place(Layout layout, int first, int second, int[] spatial) {
    int[] shape = new int[spatial.length + 2];
    shape[layout.first()] = first;
    shape[layout.second()] = second;
    for (int i = 0; i < spatial.length; i++) {
      shape[layout.spatial().get(i)] = spatial[i];
    }
    return shape;
  }

  private static Grid convolve(Grid x, Grid w, ConvolutionSpec spec, ElementType type) {
    int rank = spec.window().size();
    int outputs = w.shape[spec.kernel().second()];
    int inputs = w.shape[spec.kernel().first()];
    int batch = x.shape[spec.input().first()] / (int) spec.batchGroups();
    int[] size = new int[rank];
    int[] kernel = new int[rank];
    for (int i = 0; i < rank; i++) {
      Spatial s = spec.window().get(i);
      int in = x.shape[spec.input().spatial().get(i)];
      kernel[i] = w.shape[spec.kernel().spatial().get(i)];
      long space = (in - 1) * s.lhsDilation() + 1 + s.paddingLow() + s.paddingHigh();
      long extent = (kernel[i] - 1) * s.rhsDilation() + 1;
      size[i] = space < extent ? 0 : (int) ((space - extent) / s.stride()) + 1;
    }
    Grid taps = new Grid(ElementType.FLOAT32, kernel);
    return Grid.of(
        type,
        place(spec.output(), batch, outputs, size),
        p -> {
          int n = p[spec.output().first()];
          int o = p[spec.output().second()];
          int featureGroup = (int) (o / (outputs / spec.featureGroups()));
          int batchGroup = (int) (o / (outputs / spec.batchGroups()));
          double real = 0;
          long integer = 0;
          for (int t = 0; t < taps.values.length; t++) {
            int[] k = taps.position(t);
            int[] from = new int[rank];
            boolean inside = true;
            for (int i = 0; i < rank; i++) {
              Spatial s = spec.window().get(i);
              long at =
                  p[spec.output().spatial().get(i)] * s.stride()
                      + k[i] * s.rhsDilation()
                      - s.paddingLow();
              from[i] = (int) Math.floorDiv(at, s.lhsDilation());
              inside &=
                  Math.floorMod(at, s.lhsDilation()) == 0
                      && from[i] >= 0
                      && from[i] < x.shape[spec.input().spatial().get(i)];
              k[i] = s.reversed() ? kernel[i] - 1 - k[i] : k[i];
            }
            for (int c = 0; inside && c < inputs; c++) {
              double a =
                  x.at(
                      place(spec.input(), batchGroup * batch + n, featureGroup * inputs + c, from));
              double b = w.at(place(spec.kernel(), c, o, k));
              real += a * b;
              integer += (long) a * (long) b;
            }
          }
          return type.isFloating() ? real : Grid.wrap(type, integer);
        });
  }
}
