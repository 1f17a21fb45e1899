#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A program at work in a group of its own, so that it and all that it starts can be ended together.
struct ChildProcess: ~Copyable {
  private let id: pid_t
  private var status: Int32?

  /// Starts a program, whose output and errors go to one file.
  ///
  /// - Parameters:
  ///   - program: Its path, then its arguments.
  ///   - folder: Where it works.
  ///   - log: The file, which is there.
  ///   - variables: Variables that are added to the environment, as `NAME=value`.
  /// - Throws: `SparkError` where it cannot be started; a program that is not there ends with 126 or 127.
  init(
    _ program: [String], in folder: String, log: String, variables: [String]
  ) throws(SparkError) {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_APPEND, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Signals that are ignored or held here must reach it all the same.
    var (defaults, none) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigemptyset(&defaults)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { unsafe sigaddset(&defaults, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    // The shell goes to the folder, which no portable call does, and becomes the program.
    let shell = "/bin/sh"
    let command = [shell, "-c", "cd \"$0\" && exec \"$@\"", folder] + program
    var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
    var values =
      unsafe ChildProcess.environment(adding: variables).map { unsafe strdup($0) } + [nil]
    defer {
      for place in unsafe arguments.indices { unsafe free(arguments[place]) }
      for place in unsafe values.indices { unsafe free(values[place]) }
    }
    var id: pid_t = 0
    let problem = unsafe posix_spawn(&id, shell, &actions, &attributes, &arguments, &values)
    guard problem == 0 else {
      errno = problem
      throw SparkError("\(shell): cannot be started: \(systemMessage())")
    }
    self.id = id
  }

  /// This process's variables, of which those that are added replace those of the same name.
  private static func environment(adding variables: [String]) -> [String] {
    let names = Set(variables.map { String($0.prefix { $0 != "=" }) })
    var values: [String] = []
    var next = unsafe environ
    while let value = unsafe next.pointee {
      let text = unsafe String(cString: value)
      if !names.contains(String(text.prefix { $0 != "=" })) { values.append(text) }
      unsafe next += 1
    }
    return values + variables
  }

  /// The exit code of the program, or 128 and the signal that ended it; nil while it works.
  mutating func exitCode() -> Int32? {
    if let status { return status }
    var code: Int32 = 0
    let found = unsafe waitpid(id, &code, WNOHANG)
    if found == 0 || (found < 0 && errno == EINTR) { return nil }
    // The lower seven bits are the signal, the second byte is the code.
    let signal = code & 0x7f
    status = found < 0 ? 1 : signal == 0 ? code >> 8 & 0xff : 128 + signal
    return status
  }

  /// Ends the program and all of its group: first by asking, then for good.
  mutating func end() {
    kill(-id, SIGTERM)
    for _ in 0..<50 where exitCode() == nil { usleep(100_000) }
    kill(-id, SIGKILL)
    for _ in 0..<50 where exitCode() == nil { usleep(100_000) }
  }
}
