#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where a result goes: standard output, or a file that appears whole or not at all.
///
/// A file is written without a name where the system can do that, so that nothing is left of it even
/// if the process is killed, else beside its place under another name; it takes its place when
/// complete. A sink that is let go before `close()` removes what it wrote.
@safe public struct ByteSink: ~Copyable {
  /// Why a result could not be written.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file, or "standard output".
    public let file: String
    /// What the system says.
    public let reason: String
    /// Whether the reader at the other end of a pipe has gone.
    public let isClosedPipe: Bool
    /// One line for people.
    public var description: String { "\(file): cannot be written: \(reason)" }
  }

  private let name: String
  private let descriptor: Int32
  /// The name under which the file is written; nil for standard output, devices and pipes.
  private let draft: String?
  /// Whether the file has no name yet.
  private var isUnnamed = false
  private var isClosed = false

  /// Standard output.
  public static func standardOutput() -> ByteSink {
    ByteSink(name: "standard output", descriptor: STDOUT_FILENO, draft: nil)
  }

  /// The file at `path`, which stays as it is until `close()`.
  ///
  /// A link leads to the file it names. A device or a pipe cannot be replaced and is written to.
  public static func file(_ name: String) throws(Failure) -> ByteSink {
    if isDevice(name) {
      let descriptor = unsafe open(name, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure(systemErrorOf: name) }
      return ByteSink(name: name, descriptor: descriptor, draft: nil)
    }
    let path = resolved(name)
    let draft = "\(path).\(getpid()).partial"
    if let descriptor = unnamedFile(beside: path) {
      var sink = ByteSink(name: path, descriptor: descriptor, draft: draft)
      sink.isUnnamed = true
      return sink
    }
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(systemErrorOf: path) }
    return ByteSink(name: path, descriptor: descriptor, draft: draft)
  }

  private init(name: String, descriptor: Int32, draft: String?) {
    self.name = name
    self.descriptor = descriptor
    self.draft = draft
  }

  deinit {
    guard let draft, !isClosed else { return }
    _ = Self.close(descriptor)
    if !isUnnamed { unsafe unlink(draft) }
  }

  /// Writes all of the bytes.
  public mutating func write(_ bytes: [UInt8]) throws(Failure) {
    try write(ByteRun(bytes))
  }

  /// Writes all of the bytes.
  mutating func write(_ bytes: ByteRun) throws(Failure) {
    unsafe try bytes.withUnsafeBytes { buffer throws(Failure) in unsafe try write(all: buffer) }
  }

  private func write(all bytes: UnsafeRawBufferPointer) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = unsafe Self.write(descriptor, bytes[written...])
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(systemErrorOf: name) }
      written += count
    }
  }

  /// Ends the result: a file takes its place.
  public consuming func close() throws(Failure) {
    guard let draft else { return }
    guard !isUnnamed || nameFile(descriptor, draft), Self.close(descriptor) == 0,
      unsafe rename(draft, name) == 0
    else {
      let failure = Failure(systemErrorOf: name)
      unsafe unlink(draft)
      isClosed = true
      throw failure
    }
    isClosed = true
  }

  private static func close(_ descriptor: Int32) -> Int32 { systemClose(descriptor) }

  private static func write(
    _ descriptor: Int32, _ bytes: Slice<UnsafeRawBufferPointer>
  ) -> Int {
    let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes)
    return unsafe systemWrite(descriptor, rest)
  }
}

extension ByteSink.Failure {
  /// What the system's last error says of `file`.
  fileprivate init(systemErrorOf file: String) {
    self.file = file
    reason = unsafe String(cString: strerror(errno))
    isClosedPipe = errno == EPIPE
  }
}

// The C functions of the same names as the methods above.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(descriptor, bytes.baseAddress, bytes.count)
}

/// Whether `path` is there and neither a file nor a folder.
private func isDevice(_ path: String) -> Bool {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else { return false }
  return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
}

/// Where links lead; the path itself where nothing is there yet.
private func resolved(_ path: String) -> String {
  guard let place = unsafe realpath(path, nil) else { return path }
  defer { unsafe free(place) }
  return unsafe String(cString: place)
}

/// A new file without a name in the folder of `path`; nil where the system has no such files.
private func unnamedFile(beside path: String) -> Int32? {
  #if os(Linux)
  let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  // O_TMPFILE, a macro that Swift does not import.
  let flags = 0o20_000_000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC
  let descriptor = unsafe open(folder, flags, 0o666)
  return descriptor >= 0 ? descriptor : nil
  #else
  return nil
  #endif
}

/// Gives an unnamed file its name; false where that fails.
private func nameFile(_ descriptor: Int32, _ path: String) -> Bool {
  unsafe linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
}
