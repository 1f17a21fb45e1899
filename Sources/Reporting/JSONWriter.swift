/// Writes JSON in the order in which it is told, into one growing buffer of UTF-8.
///
/// Numbers that are data are written as strings by the callers, so that no reader rounds them. The
/// caller pairs each `begin` with its `end`; the writer places commas, line breaks and escapes.
public struct JSONWriter: Sendable {
  /// The text so far, in UTF-8.
  public private(set) var bytes: [UInt8] = []
  private let indentation: Int?
  private var depth = 0
  private var needsComma = false

  /// A writer that breaks lines and indents by two spaces, or, for `jsonl`, keeps to one line.
  public init(isPretty: Bool) {
    indentation = isPretty ? 2 : nil
  }

  /// The text so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets the text so far, so that a long output can be written piece by piece.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Opens an object, as the value of `key` where one is given.
  public mutating func beginObject(_ key: String? = nil) { open(key, "{") }
  /// Closes the innermost object.
  public mutating func endObject() { close("}") }
  /// Opens an array, as the value of `key` where one is given.
  public mutating func beginArray(_ key: String? = nil) { open(key, "[") }
  /// Closes the innermost array.
  public mutating func endArray() { close("]") }

  /// Writes a string, or `null`.
  public mutating func write(_ value: String?, _ key: String? = nil) {
    prefix(key)
    guard let value else { return append("null") }
    quote(value)
  }

  /// Writes `true` or `false`.
  public mutating func write(_ value: Bool, _ key: String? = nil) {
    prefix(key)
    append(value ? "true" : "false")
  }

  /// Writes a count or a position.
  public mutating func write(_ value: Int, _ key: String? = nil) {
    prefix(key)
    append(String(value))
  }

  private mutating func open(_ key: String?, _ bracket: StaticString) {
    prefix(key)
    append(bracket.description)
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: StaticString) {
    depth -= 1
    if needsComma { breakLine() }
    append(bracket.description)
    needsComma = true
  }

  private mutating func prefix(_ key: String?) {
    if needsComma { append(",") }
    if depth > 0 { breakLine() }
    needsComma = true
    guard let key else { return }
    quote(key)
    append(indentation == nil ? ":" : ": ")
  }

  private mutating func breakLine() {
    guard let indentation else { return }
    bytes.append(0x0a)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * indentation))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: append("\\\"")
      case 0x5c: append("\\\\")
      case 0x0a: append("\\n")
      case 0x0d: append("\\r")
      case 0x09: append("\\t")
      case 0..<0x20:
        append("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
