#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The addresses that the process may use, as `ulimit -v` sets it.
enum AddressSpace {
  /// What OpenBLAS's threads and the C library reserve before any work is done: with less, OpenBLAS
  /// asks for its memory again and again and never ends.
  static var isEnough: Bool {
    #if os(Linux)
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else {
      return true
    }
    return limit.rlim_cur >= rlim_t(needed)
    #else
    return true
    #endif
  }

  /// That amount in bytes: measured on two cores, and a stack and a buffer for each.
  static var needed: Int { (240 + 40 * max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) << 20 }
}
