#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

// The few calls of the system that this library makes with pointers, each behind a plain function.

/// What the last call that failed says.
func systemMessage() -> String { unsafe String(cString: strerror(errno)) }

/// Whether a file can be run.
func isExecutable(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    && access(path, X_OK) == 0
}

/// Whether there is such a folder.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// The names in a folder; none where it cannot be read.
func entries(of folder: String) -> [String] {
  guard let directory = unsafe opendir(folder) else { return [] }
  defer { unsafe closedir(directory) }
  var names: [String] = []
  while let entry = unsafe readdir(directory) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
      unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// A new folder of its own; nil where none can be made.
func makeTemporaryFolder(in parent: String, prefix: String) -> String? {
  var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
  return unsafe template.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress, unsafe mkdtemp(start) != nil else { return nil }
    return unsafe String(cString: start)
  }
}

/// Removes a folder and all that is in it; links are removed, not followed.
func removeFolder(_ path: String) {
  for name in entries(of: path) {
    let place = "\(path)/\(name)"
    var status = stat()
    guard unsafe lstat(place, &status) == 0 else { continue }
    if status.st_mode & S_IFMT == S_IFDIR { removeFolder(place) } else { unsafe unlink(place) }
  }
  unsafe rmdir(path)
}

/// Writes a whole file that only its owner reads.
func writeFile(_ text: String, to path: String) throws(SparkError) {
  let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { throw SparkError("\(path): cannot be written: \(systemMessage())") }
  defer { close(descriptor) }
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { throw SparkError("\(path): cannot be written: \(systemMessage())") }
    rest = rest.dropFirst(count)
  }
}

/// The bytes of a file from an offset on; none where it cannot be read.
func bytes(of path: String, from offset: Int = 0) -> [UInt8] {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return [] }
  defer { close(descriptor) }
  guard lseek(descriptor, offset, SEEK_SET) == offset else { return [] }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe chunk.withUnsafeMutableBytes {
      unsafe read(descriptor, $0.baseAddress, $0.count)
    }
    guard count > 0 else { return bytes }
    bytes += chunk[..<count]
  }
}

/// The value of a variable of the environment, where it is set and not empty.
public func environment(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}

/// Whether something listens at a host's port, within a few seconds.
func answers(host: String, port: String, seconds: Int32 = 5) -> Bool {
  var hints = unsafe addrinfo()
  unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  var list: UnsafeMutablePointer<addrinfo>?
  guard unsafe getaddrinfo(host, port, &hints, &list) == 0 else { return false }
  defer { unsafe freeaddrinfo(list) }
  var next = unsafe list
  while let address = unsafe next {
    unsafe next = address.pointee.ai_next
    let descriptor = unsafe socket(
      address.pointee.ai_family, address.pointee.ai_socktype | Int32(SOCK_NONBLOCK.rawValue),
      address.pointee.ai_protocol)
    guard descriptor >= 0 else { continue }
    defer { close(descriptor) }
    if unsafe connect(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 {
      return true
    }
    guard errno == EINPROGRESS else { continue }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard unsafe poll(&waiting, 1, seconds * 1000) == 1 else { continue }
    var (problem, length) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
    if unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &length) == 0, problem == 0 {
      return true
    }
  }
  return false
}

/// Gives a file another name; false where that is not possible.
func move(_ path: String, to other: String) -> Bool { unsafe rename(path, other) == 0 }
