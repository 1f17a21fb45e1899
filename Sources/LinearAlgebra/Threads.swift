/// The library's own settings, which are the process's: set once, by the program.
public enum LinearAlgebraLibrary {
  /// Sets how many threads the library may use; at least one.
  public static func setThreads(_ count: Int) {
    BLAS.setThreads(max(1, count))
  }

  /// Ends the threads that the library starts when it is loaded, until a product needs them.
  ///
  /// They look for work for some 30 ms before they go to sleep, on processors that others could use.
  public static func endIdleThreads() { BLAS.endThreads() }

  /// The library's version, build options and processor kernel, in its own words.
  public static var configuration: String { BLAS.configuration }
}
