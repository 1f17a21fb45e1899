/// The library's own settings, which are the process's: set once, by the program.
public enum LinearAlgebraLibrary {
  /// Sets how many threads the library may use; at least one.
  public static func setThreads(_ count: Int) {
    BLAS.setThreads(max(1, count))
  }

  /// The library's version, build options and processor kernel, in its own words.
  public static var configuration: String { BLAS.configuration }
}
