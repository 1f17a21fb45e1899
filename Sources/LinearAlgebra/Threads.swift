/// The library's own settings, which are the process's: set once, by the program.
public enum LinearAlgebraLibrary {
  /// Sets how many threads the library may use; at least one.
  public static func setThreads(_ count: Int) {
    BLAS.setThreads(max(1, count))
  }

  /// Ends the library's threads until they are needed.
  ///
  /// It starts them when a program is loaded, and for the first tenth of a second each of them waits
  /// for work by asking again and again, on a processor that others may need.
  public static func rest() { BLAS.endThreads() }

  /// The library's version, build options and processor kernel, in its own words.
  public static var configuration: String { BLAS.configuration }
}
