/// A form in which trade files come, described as data: which columns there are, what they are
/// called, and how their texts are read.
public struct Layout: Sendable {
  /// The name for `--layout`.
  public let name: String
  /// What people call it.
  public let title: String
  /// The header names of each role, in lower case, the preferred one first.
  public let columns: [Role: [String]]
  /// Header names, in lower case, that must all be there besides the required roles.
  public let marks: [String]
  /// Roles without which a file is not of this layout.
  public let required: [Role]
  /// The unit of the values.
  public let unit: Unit
  /// The flow of every row, where no column says it.
  public let flow: Flow?
  /// The length to which product codes are padded with leading zeros that a spreadsheet has eaten.
  public let productDigits: Int?
  /// Texts of the value column that mean "no value", besides an empty one.
  public let missing: Set<String>

  /// Describes a layout.
  public init(
    name: String, title: String, columns: [Role: [String]], marks: [String] = [],
    required: [Role], unit: Unit = .unknown, flow: Flow? = nil, productDigits: Int? = nil,
    missing: Set<String> = ["NA"]
  ) {
    self.name = name
    self.title = title
    self.columns = columns
    self.marks = marks
    self.required = required
    self.unit = unit
    self.flow = flow
    self.productDigits = productDigits
    self.missing = missing
  }

  /// Every built-in layout, in the order in which they are tried on a header.
  public static let all: [Layout] = [.baci, .long]

  /// The built-in layout of that name.
  public static func named(_ name: String) -> Layout? {
    all.first { $0.name == name }
  }

  /// Which column holds which role, or nil where the header is of another layout.
  func binding(to header: [String]) -> [Role: Int]? {
    let names = header.map { $0.lowercased() }
    guard marks.allSatisfy(names.contains) else { return nil }
    var binding: [Role: Int] = [:]
    for (role, candidates) in columns {
      binding[role] = candidates.lazy.compactMap(names.firstIndex(of:)).first
    }
    return required.allSatisfy { binding[$0] != nil } ? binding : nil
  }
}
