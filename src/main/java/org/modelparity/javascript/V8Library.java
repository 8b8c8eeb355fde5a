package org.modelparity.javascript;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import java.io.File;
import java.io.IOException;
import org.bytedeco.javacpp.Loader;

/** V8's library, from where JavaCPP keeps TensorFlow's. Javet unpacks its own for every process. */
final class V8Library {
  private V8Library() {}

  /** The library, which is loaded when this is first called. */
  static V8Host host() {
    return Loaded.HOST;
  }

  private static final class Loaded {
    static final V8Host HOST = load();

    private static V8Host load() {
      try {
        String name = new JavetLibLoader(JSRuntimeType.Node).getResourceFileName();
        File library = Loader.cacheResource(JavetLibLoader.class, name);
        if (library != null) {
          JavetLibLoader.setLibLoadingListener(new Kept(library.getParentFile()));
        }
      } catch (JavetException | IOException e) {
        // As Javet does it; if there is no library, it says so.
      }
      return V8Host.getNodeInstance();
    }
  }

  private record Kept(File folder) implements IJavetLibLoadingListener {
    @Override
    public File getLibPath(JSRuntimeType type) {
      return folder;
    }

    @Override
    public boolean isDeploy(JSRuntimeType type) {
      return false;
    }
  }
}
