internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The last signal that asked this process to end, where `Interruption` watches for them.
private let signalMet = Atomic<Int32>(0)

/// Waits for Ctrl-C and its like, so that what was started can be ended and removed first.
struct Interruption {
  private let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Begins to watch.
  init() {
    signalMet.store(0, ordering: .relaxed)
    for number in signals {
      _ = signal(number) { signalMet.store($0, ordering: .relaxed) }
    }
  }

  /// Whether a signal was met.
  var isMet: Bool { signalMet.load(ordering: .relaxed) != 0 }

  /// Watches no longer; where a signal was met, this process now ends by it.
  func finish() {
    for number in signals { _ = signal(number, SIG_DFL) }
    let number = signalMet.load(ordering: .relaxed)
    guard number != 0 else { return }
    // This thread may hold signals back; one that does not will take it.
    kill(getpid(), number)
    sleep(5)
  }
}
