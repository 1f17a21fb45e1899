internal import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How many bytes the process may come to use: what the machine has, or less where the process is held
/// to less.
enum AvailableMemory {
  /// The least of the machine's memory, the limit of the control group that the process is in
  /// (containers have one) and the address space that is left (`ulimit -v`).
  static var bytes: Int {
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    let machine = pages > 0 ? pages * Int(getpagesize()) : .max
    return min(machine, groupLimit ?? .max, addressSpaceLeft ?? .max)
  }

  private static var groupLimit: Int? {
    #if os(Linux)
    let text = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)
    return text.flatMap { Int($0.filter(\.isNumber)) }
    #else
    return nil
    #endif
  }

  private static var addressSpaceLeft: Int? {
    #if os(Linux)
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      let most = Int(exactly: limit.rlim_cur),
      let statistics = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = statistics.split(separator: " ").first.flatMap({ Int($0) })
    else { return nil }
    return max(0, most - pages * Int(getpagesize()))
    #else
    return nil
    #endif
  }
}
